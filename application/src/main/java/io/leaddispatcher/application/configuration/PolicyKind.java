package io.leaddispatcher.application.configuration;

import io.leaddispatcher.domain.lead.LeadKind;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of intake; a workspace has one active routing policy for each. */
public enum PolicyKind {
    LEAD(LeadKind.LEAD),
    MEETING(LeadKind.MEETING),
    CALL(LeadKind.CALL);

    private final LeadKind leads;

    PolicyKind(LeadKind leads) {
        this.leads = leads;
    }

    /** Which leads such a policy decides. */
    public LeadKind leads() {
        return leads;
    }

    /** As in {@code /api/v1/policies/lead}. */
    public String pathName() {
        return leads.word();
    }

    /** As the audit log names it. */
    public String target() {
        return "policy:" + pathName();
    }

    public static Optional<PolicyKind> ofPathName(String pathName) {
        return Arrays.stream(values()).filter(kind -> kind.pathName().equals(pathName)).findFirst();
    }
}
