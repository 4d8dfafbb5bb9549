/**
 * Survivors in `results/rivals-python.json` that no test can tell from the code, by mutmut's name, with the reason, judged by
 * reading the source. Nothing is listed that a strange argument, another locale or the wording of an error would show.
 */
export const UNKILLABLE = {
  "apimd.compiler.x_table_row__mutmut_44":
    "False and None are both only asked for truth, inner function unseen outside",
  "docstring_parser.rest.x_parse__mutmut_17":
    "'XXXX' has no line starting with a colon, so finditer finds nothing, as in ''",
  "docstring_parser.rest.x_parse__mutmut_53":
    "group 1 is the whole match, as the only other part is a lookahead of no width",
  "flutils.codecs.b64.x_decode__mutmut_1": "default of errors, an argument the function never reads",
  "flutils.codecs.b64.x_decode__mutmut_10": "the same encoding, called on plain bytes from b64encode",
  "flutils.codecs.b64.x_decode__mutmut_2": "default of errors, an argument the function never reads",
  "flutils.codecs.b64.x_encode__mutmut_1": "default of errors, an argument the function never reads",
  "flutils.codecs.b64.x_encode__mutmut_2": "default of errors, an argument the function never reads",
  "flutils.codecs.b64.x_encode__mutmut_24": "the same encoding, called on a plain str from join",
  "flutils.txtutils.x_len_without_ansi__mutmut_20": "typing.cast does nothing but return its second argument",
  "stdlib_copies.calendar.x_main__mutmut_113": "None is already argparse's default for this option",
  "stdlib_copies.configparser.xǁRawConfigParserǁ_read__mutmut_106":
    "optname is only tested for truth until reassigned, '' is as false as None",
  "stdlib_copies.difflib.x__format_range_context__mutmut_1": "a docstring",
  "stdlib_copies.difflib.xǁSequenceMatcherǁ__chain_b__mutmut_21":
    "a whole count is above n/100+1 exactly when it is above its floor, n//100+1",
  "stdlib_copies.heapq.x__siftdown_max__mutmut_3": "a docstring",
  "stdlib_copies.heapq.x__siftup_max__mutmut_1": "a docstring",
  "stdlib_copies.heapq.x_merge__mutmut_48":
    "direction is 1 or -1, so / and * give equal numbers, only compared with each other",
  "stdlib_copies.heapq.x_merge__mutmut_9":
    "the order numbers are only compared with each other; scaling by 2 keeps their order",
  "stdlib_copies.shlex.x__print_tokens__mutmut_1": "1 and 2 are both true constants, the loop stays endless",
  "stdlib_copies.shlex.xǁshlexǁerror_leader__mutmut_3": "a docstring",
  "stdlib_copies.shlex.xǁshlexǁget_token__mutmut_1": "a docstring",
  "stdlib_copies.statistics.xǁNormalDistǁ__eq____mutmut_3": "a docstring",
  "stdlib_copies.statistics.xǁNormalDistǁ__neg____mutmut_2": "a docstring",
  "stdlib_copies.textwrap.x_dedent__mutmut_25": "dead code under 'if 0 and margin'",
  "stdlib_copies.textwrap.x_dedent__mutmut_27": "dead code under 'if 0 and margin'",
  "stdlib_copies.textwrap.x_dedent__mutmut_29": "dead code under 'if 0 and margin'",
  "stdlib_copies.textwrap.x_dedent__mutmut_31": "dead code under 'if 0 and margin'",
  "string_utils.manipulation.xǁ__StringCompressorǁdecompress__mutmut_2":
    "same codec for bytes.decode, same error text, name goes nowhere else",
  "string_utils.validation.xǁ__ISBNCheckerǁis_isbn_10__mutmut_7":
    "the negated integer sum is divisible by 11 exactly when the sum is",
  "string_utils.validation.xǁ__ISBNCheckerǁis_isbn_13__mutmut_16":
    "the negated integer sum is divisible by 10 exactly when the sum is",
  "typesystem.formats.xǁDateTimeFormatǁvalidate__mutmut_39": "the regex offset has 3, 5 or 6 characters, never 4",
  "typesystem.formats.xǁTimeFormatǁvalidate__mutmut_25":
    "tzinfo=None is the default of datetime.time and kwargs never holds tzinfo",
  "typesystem.tokenize.tokenize_json.x__TokenizingJSONObject__mutmut_130":
    "the empty string and None both differ from '}' and ',' and are used no further",
  "typesystem.tokenize.tokenize_json.x__make_scanner__mutmut_88": "in the null branch value is always None already",
};
