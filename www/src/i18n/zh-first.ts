/** 简体中文，首屏和首个结果的文字：此处是全部，`vite/words.ts` 只留下用得到的。 */
export { zh as zhFirst } from "./zh";
