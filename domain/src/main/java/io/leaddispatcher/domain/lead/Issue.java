package io.leaddispatcher.domain.lead;

import io.leaddispatcher.domain.document.Violation;

/**
 * Something in a lead's data that could not be used. It never keeps a lead from being routed.
 *
 * @param pointer RFC 6901 pointer from the root of the lead body
 * @param message says what is allowed, and never the value
 */
public record Issue(String pointer, Violation.Code code, String message) {

    /** What it says to a person whose lead is refused for it, and not routed without the value. */
    public String refusal() {
        return LenientValue.refusal(message);
    }

    static Issue at(String path, Violation.Code code, String message) {
        return new Issue(LeadShape.pointer(path), code, message);
    }
}
