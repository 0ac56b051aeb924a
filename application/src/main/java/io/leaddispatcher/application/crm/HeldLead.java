package io.leaddispatcher.application.crm;

import io.leaddispatcher.application.assignment.AssignmentState;
import io.leaddispatcher.application.assignment.port.Assignments.Given;
import io.leaddispatcher.application.assignment.port.Assignments.Offer;
import io.leaddispatcher.domain.connection.CrmWriting;
import io.leaddispatcher.domain.pool.PoolKey;
import io.leaddispatcher.domain.roster.Rep;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Who has a lead, by what, and what a CRM is told of it. */
record HeldLead(Given given, Rep rep) {

    /** The properties of the record there, as the connection wishes them. */
    Map<String, String> properties(CrmWriting writing) {
        return writing.of(
                values(),
                given.state() == AssignmentState.ACCEPTED
                        ? CrmWriting.Standing.ACCEPTED
                        : CrmWriting.Standing.ASSIGNED);
    }

    private Map<CrmWriting.Field, String> values() {
        Offer offer = given.offer();
        Map<CrmWriting.Field, String> values = new EnumMap<>(CrmWriting.Field.class);
        values.put(CrmWriting.Field.PRIORITY, offer.priority().name());
        values.put(CrmWriting.Field.REP, rep.key().value());
        values.put(CrmWriting.Field.RUN, offer.run().toString());
        values.put(CrmWriting.Field.LEAD, offer.lead().toString());
        values.put(
                CrmWriting.Field.ASSIGNED_AT,
                offer.offeredAt().truncatedTo(ChronoUnit.MILLIS).toString());
        // What the run before has left there is cleared.
        values.put(CrmWriting.Field.RULE, Objects.requireNonNullElse(offer.ruleId(), ""));
        values.put(CrmWriting.Field.TIER, Objects.requireNonNullElse(offer.tier(), ""));
        PoolKey pool = offer.pool();
        values.put(CrmWriting.Field.POOL, pool == null ? "" : pool.value());
        return values;
    }
}
