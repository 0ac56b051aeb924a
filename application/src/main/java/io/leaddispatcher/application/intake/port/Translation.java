package io.leaddispatcher.application.intake.port;

import io.leaddispatcher.domain.meeting.MeetingNews;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an event says. A lead body is a document: maps, lists, text, {@link java.math.BigDecimal}
 * and {@link Boolean}.
 */
public sealed interface Translation {

    /** A lead came in. */
    record Body(Map<String, Object> leadBody, @Nullable String externalId) implements Translation {
        public Body {
            leadBody = Map.copyOf(leadBody);
        }
    }

    /** A known contact changed: its fields, no new run. An unknown one is as good as new. */
    record Update(Map<String, Object> leadBody, String externalId) implements Translation {
        public Update {
            leadBody = Map.copyOf(leadBody);
        }
    }

    /**
     * Likewise, and somebody has made somebody else the owner of the record. Not our own change
     * that comes back.
     *
     * @param owner the CRM's id of who owns the record now; null when nobody does
     */
    record OwnerChanged(Map<String, Object> leadBody, String externalId, @Nullable String owner)
            implements Translation {
        public OwnerChanged {
            leadBody = Map.copyOf(leadBody);
        }
    }

    /**
     * A provider tells of a meeting.
     *
     * @param leadBody who has booked; empty unless it is a booking
     */
    record Meeting(Map<String, Object> leadBody, MeetingNews news) implements Translation {
        public Meeting {
            leadBody = Map.copyOf(leadBody);
        }
    }

    /** The provider passes on that somebody wants to be forgotten. */
    record Erasure(String externalId, String reason) implements Translation {}

    /**
     * Records were merged.
     *
     * @param winner what is left
     * @param others those that are gone, first the one that counts most
     */
    record Merged(String winner, List<String> others) implements Translation {
        public Merged {
            others = List.copyOf(others);
        }
    }

    /** A record that may be known has become something else, and is no lead any more. */
    record Converted(String externalId) implements Translation {}

    /** Companies were made, changed, merged or deleted: it tells which, and nothing of them. */
    record CompaniesChanged(Set<String> ids) implements Translation {
        public CompaniesChanged {
            ids = Set.copyOf(ids);
        }
    }

    /** Understood, and nothing to be done. */
    record Ignored(String reason) implements Translation {}
}
