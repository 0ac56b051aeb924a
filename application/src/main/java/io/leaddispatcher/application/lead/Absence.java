package io.leaddispatcher.application.lead;

import io.leaddispatcher.domain.roster.OutOfOffice;
import io.leaddispatcher.domain.roster.Rep;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why whoever has a lead, or was asked, does nothing about it now.
 *
 * @param until when they are back; null when no clock tells
 */
public record Absence(Why why, @Nullable Instant until) {

    /** What keeps somebody away, longest first. */
    public enum Why {
        /** They have left, or were deleted. */
        INACTIVE,
        /** They, or an admin, have said so. */
        PAUSED,
        OUT_OF_OFFICE
    }

    /**
     * Null when they are there, whatever their hours.
     *
     * @param rep empty when the roster knows them no longer
     */
    static @Nullable Absence of(Optional<Rep> rep, Instant now) {
        if (rep.filter(Rep::active).isEmpty()) {
            return new Absence(Why.INACTIVE, null);
        }
        if (rep.get().paused()) {
            return new Absence(Why.PAUSED, null);
        }
        return rep.get().outOfOffice().stream()
                .filter(absence -> absence.covers(now))
                .map(OutOfOffice::to)
                .max(Comparator.naturalOrder())
                .map(back -> new Absence(Why.OUT_OF_OFFICE, back))
                .orElse(null);
    }
}
