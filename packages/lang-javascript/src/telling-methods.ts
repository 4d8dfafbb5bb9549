/** Methods that only texts have. */
export const TEXT: RegExp =
  /^(charAt|charCodeAt|codePointAt|endsWith|localeCompare|match|matchAll|normalize|padEnd|padStart|repeat|replace|replaceAll|search|split|startsWith|substr|substring|toLowerCase|toUpperCase|trim|trimStart|trimEnd|trimLeft|trimRight|toLocaleLowerCase|toLocaleUpperCase)$/;
/** Methods that only lists have. */
export const LIST: RegExp =
  /^(push|pop|shift|unshift|splice|map|filter|reduce|reduceRight|some|every|find|findIndex|findLast|flat|flatMap|fill|join|reverse|sort|forEach|entries|copyWithin)$/;
/** Methods that only dates have. */
export const DATE: RegExp =
  /^(getTime|getFullYear|getMonth|getDate|getDay|getHours|getMinutes|getSeconds|getMilliseconds|toISOString|getUTC\w+|setFullYear|setMonth|setDate|setHours|getTimezoneOffset)$/;
/** Methods that only numbers have. */
export const NUMBER: RegExp = /^(toFixed|toPrecision|toExponential)$/;
