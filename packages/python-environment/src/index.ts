export { type FoundInterpreter, findInterpreter, type Interpreter, OLDEST_PYTHON } from "./find-interpreter.js";
