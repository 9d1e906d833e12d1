/**
 * `npm run study [-- --json] [-- --known]`: what each way of marking down is worth, against the best possible.
 *
 * Reads `benches/study/study.toml`, or the file named by `STUDY_FILE`. `--known` leaves out the settings whose demand
 * must be learned, which take most of the time.
 */
import { needToolchains } from "./bootstrap.mjs";
import { run } from "./command.mjs";

needToolchains();
const cargo = ["run", "--locked", "--quiet", "--release", "--package", "clearfloor-study", "--"];
const { code } = await run("cargo", [...cargo, ...process.argv.slice(2)]);
process.exit(code);
