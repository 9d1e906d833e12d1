// Shared by both ways in.

/** The filter that every product passes. */
export const everyProduct = Object.freeze({
  text: "",
  actions: [],
  ages: null,
  category: null,
  deadlineBy: null,
  missing: null,
  bounds: [],
});
