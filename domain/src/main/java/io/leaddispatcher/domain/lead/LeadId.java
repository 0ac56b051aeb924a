package io.leaddispatcher.domain.lead;

import java.util.UUID;

public record LeadId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
