// What the board and the server tell each other, each message in one shape; lcity/ui/parts/board/__init__.py says when.

/**
 * Six choices at once: where the board stands.
 * @typedef {object} Settings
 * @property {Object<string, number>} weights node → 0–100
 * @property {boolean} official only official figures count
 * @property {string} normalise
 * @property {string} aggregate
 * @property {string} level "city" or "district"
 * @property {string} scope the city whose districts alone are ranked; "" for all
 * @property {string} question which sets of weights a rank is tried under
 */

/**
 * Server → board, with every draw: what is in force, and URLs of what no choice changes.
 * @typedef {object} Data
 * @property {string} fixed URL of `Fixed`
 * @property {?number} year
 * @property {Object<string, Object<string, string>>} levels level → URLs of its `units`, `values` and, of districts, `outlines`
 * @property {Selected} selected
 * @property {{city: string, district: string}} chosen in the sidebar; "" for all
 * @property {string} camera "lon,lat,zoom"; "" where the reader has turned the map nowhere
 * @property {Settings} settings
 * @property {string} revision whose doing they are: a revision of the board's own is passed over
 * @property {string} finding the page's answer until the board has its figures
 * @property {number} simulated the share (0–1) of the index on simulated figures
 * @property {boolean} planned whether any of the index rests on what a scenario changes
 * @property {string} simulatedOf of what figures are simulated, as of the year
 * @property {string} caution what the answer must not be read without; "" for nothing
 */

/**
 * Server → board, fetched once: the dataset, in the reader's language.
 * @typedef {object} Fixed
 * @property {string} language a BCP 47 code
 * @property {Object<string, string|string[]>} words
 * @property {number} least the share (0–1) of the weight that must have figures
 * @property {{light: string[], dark: string[]}} ramps
 * @property {object} index `keys`, `parents`, `names`, `definitions`, `colours`, `marks`
 * @property {Object<string, object>} indicators leaf → `direction`, `low`, `high`, `official`, `simulated`, `planned`
 * @property {{normalise: string, aggregate: string}} base what all is held against
 * @property {Object<string, number>} defaults where the sliders stand untouched
 * @property {Object<string, {label: string, about: string, weights: Object<string, number>}>} presets
 * @property {{normalise: Object<string, string>, aggregate: Object<string, string>}} methods
 * @property {Object<string, string>} questions
 * @property {boolean} hasOfficial whether some figures are official and some are not
 * @property {{key: string, level: string, city: string, label: string}[]} scopes
 */

/**
 * Board → server, once the hand has rested: all the settings, and a revision of the board's own.
 * @typedef {Settings & {revision: string}} Settled
 */

/**
 * Board → server: the unit clicked. A state of its own beside `Settled`: of either the last one told counts, and
 * Streamlit lets go what another of the same name follows.
 * @typedef {object} Selected
 * @property {string} level
 * @property {string} id
 */

/**
 * Board → server, by a channel: a kind's own body, and the token its reply comes back with.
 * @typedef {object & {token: string}} Request
 */

/**
 * Server → board, by the same channel.
 * @typedef {object & {token: string}} Reply
 */

