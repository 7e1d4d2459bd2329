// Requests that carry a key of their own, for the API.
export { answerRequest, claimRequest } from "../casebook/request.ts";
