import type { Key } from "./locale";
import type { Message } from "./message";
import { zhFirst } from "./zh-first";
import { zhLater } from "./zh-later";

/** 简体中文. Its type is the list of English keys: what is missing does not compile. */
export const zh: Record<Key, Message> = { ...zhFirst, ...zhLater };
