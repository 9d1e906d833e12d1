/** The worker with everything it imports, as one classic script; made by `vite/worker-code.ts`. */
declare module "virtual:worker-code" {
  const code: string;
  export default code;
}
