import type { Catalogue } from "./message";
import { zh } from "./zh";

/** 简体中文，首个结果之后的文字；`vite/words.ts` 去掉已在首个文件里的。 */
export const zhLater = async (): Promise<Catalogue> => zh;
