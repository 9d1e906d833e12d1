// Before anything is painted: whether the head of the first screen may stand there at once, and in which language. It
// is in the page itself (`vite/first-screen.ts`) and gives way to the page's own as soon as that is there.
(() => {
  const root = document.documentElement;
  let left = {};
  try {
    // What was shown when the page was left (`state/first-screen.ts`); nothing at the first visit.
    left = JSON.parse(localStorage.getItem("clearfloor first screen")) ?? {};
  } catch {
    // Not allowed, or not ours.
  }
  if (left.isElsewhere || !/^#?(catalogue)?(\?|$)/.test(location.hash)) return;
  const asked = /[?&]locale=(zh|en)\b/.exec(location.hash);
  const known = navigator.languages.find((language) => /^(zh|en)\b/i.test(language)) ?? "en";
  const locale = asked?.[1] ?? left.locale ?? known.slice(0, 2).toLowerCase();
  root.lang = locale === "zh" ? "zh-Hans" : "en";
  root.dataset.first = locale;
  if (left.theme === "light" || left.theme === "dark") root.dataset.theme = left.theme;
})();
