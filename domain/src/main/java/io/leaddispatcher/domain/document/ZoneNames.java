package io.leaddispatcher.domain.document;

import com.google.common.collect.ImmutableSet;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a time zone may be called when somebody names one anew. An offset is read where it is
 * stored, yet it knows no summer time, and working hours by it are wrong for half of the year.
 */
public final class ZoneNames {

    public static final String ALLOWED = "must be a region such as Europe/Berlin, or UTC";

    private static final ImmutableSet<String> REGIONS =
            ImmutableSet.copyOf(ZoneId.getAvailableZoneIds());

    private ZoneNames() {}

    public static boolean allow(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) || REGIONS.contains(zone.getId());
    }
}
