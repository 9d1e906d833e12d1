/** 简体中文，首个结果之后的文字；`vite/words.ts` 去掉已在首个文件里的。 */
export { zh as zhLater } from "./zh";
