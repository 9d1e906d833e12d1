/** The worker with everything it imports, as one classic script; made by `vite/worker-code.ts`. */
declare module "virtual:worker-code" {
  const code: string;
  export default code;
}

/** The worker for forecasts by the library, the same way. */
declare module "virtual:planning-code" {
  const code: string;
  export default code;
}

/** The worker for workbooks and calendars, the same way. */
declare module "virtual:sheets-code" {
  const code: string;
  export default code;
}
