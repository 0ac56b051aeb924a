package io.leaddispatcher.domain.analysis;

import io.leaddispatcher.domain.field.Facts;
import io.leaddispatcher.domain.routing.LeadContext;
import java.util.Map;

/**
 * A lead that was made up.
 *
 * @param body what somebody would have to send
 * @param context the lead as it is read from that, with an account and a history where it has one
 * @param facts what conditions see of it
 */
record Sample(Map<String, Object> body, LeadContext context, Facts facts) {

    /** Whether sending the body is enough to get this lead. */
    boolean isWholeInBody() {
        return context.account() == null && context.history().equals(LeadContext.History.NONE);
    }
}
