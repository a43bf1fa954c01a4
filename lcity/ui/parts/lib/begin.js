// All of a component that travels with every answer of the server: what loads it is fetched once for all of them, and
// asked for again where it could not be had. The server writes its URL in; this comment stays behind.
const ask = () => import(new URL("LOADER", document.baseURI));
const later = (ms) => new Promise((done) => { setTimeout(done, ms); }).then(ask);
const lost = ({ parentElement, data }) => { parentElement.replaceChildren(data.lost.join(" ")); };
const begun = [500, 1000, 2000, 4000, 8000, 16000].reduce((found, ms) => found.catch(() => later(ms)), ask());
export default await begun.then((loader) => loader.default, () => lost);
