// What the npm package opening_hours makes of the forms in forms.txt, as the table opening_hours.csv.
//
// The tests read the table; only who changes the forms or the package needs Node:
//   npm install --prefix SOMEWHERE_ELSE opening_hours@3.15.0
//   NODE_PATH=SOMEWHERE_ELSE/node_modules node tests/hours/oracle/opening_hours.mjs
//
// The week is that of Monday 2024-05-13 in Berlin: neither a public nor a school holiday lies in it, and
// the package needs a place to know that. Weeks are written as spans of minutes since Monday 0:00.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

process.env.TZ = "Europe/Berlin";
const opening_hours = createRequire(import.meta.url)("opening_hours");
const BERLIN = { lat: "52.52", lon: "13.405", address: { country_code: "de", state: "Berlin" } };
const MONDAY = new Date(2024, 4, 13);
const NEXT_MONDAY = new Date(2024, 4, 20);
const BOTH = 2; // points in time as well as ranges

const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const minute = (moment) => Math.round((moment - MONDAY) / 60_000);
const written = (spans) => spans.map(([start, end]) => `${start}-${end}`).join(" ");

function read(form) {
    try {
        const hours = new opening_hours(form, BERLIN, { mode: BOTH, locale: "en" });
        const warnings = hours.getWarnings().length;
        const found = hours.getOpenIntervals(MONDAY, NEXT_MONDAY);
        const of = (wanted) =>
            found
                .filter(([, , unknown]) => unknown === wanted)
                .map(([start, end]) => [minute(start), minute(end)])
                .filter(([start, end]) => end > start);
        return [form, "", String(warnings), written(of(false)), written(of(true))];
    } catch (error) {
        return [form, "refused", "", "", ""];
    }
}

const here = new URL(".", import.meta.url);
const forms = readFileSync(new URL("forms.txt", here), "utf8").split("\n").filter(Boolean);
const rows = [["form", "refused", "warnings", "open", "unknown"], ...forms.map(read)];
writeFileSync(new URL("opening_hours.csv", here), rows.map((row) => row.map(quoted).join(",") + "\n").join(""));
