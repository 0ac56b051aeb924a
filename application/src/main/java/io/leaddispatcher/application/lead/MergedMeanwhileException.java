package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.lead.LeadId;

/** Of leads that are to be merged one is part of another by now: they have to be looked up anew. */
public final class MergedMeanwhileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MergedMeanwhileException(LeadId survivor) {
        super(
                "what is to become part of lead %s, or itself, was merged meanwhile"
                        .formatted(survivor));
    }
}
