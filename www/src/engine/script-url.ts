// Addresses that the page may run, by its one policy.

interface ScriptUrlPolicy {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrlPolicy): ScriptUrlPolicy;
}

/** The page's only policy for script addresses; `vite/policy.ts` names it. */
const policy: ScriptUrlPolicy = (() => {
  const rules: ScriptUrlPolicy = {
    createScriptURL: (url) => {
      const { protocol, origin } = new URL(url, document.baseURI);
      if (protocol === "blob:" || origin === location.origin) return url;
      throw new TypeError(`script address of another origin: ${url}`);
    },
  };
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  return trustedTypes?.createPolicy("clearfloor", rules) ?? rules;
})();

/** An address that may be run: a blob of the page or a file of its own origin. */
export function trustedScriptUrl(url: string): string {
  return policy.createScriptURL(url);
}
