package io.leaddispatcher.web.layout;

import com.google.common.collect.ImmutableList;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** What time zones are called. */
public final class TimeZones {

    /** Those that are named by a place, in their order. */
    public static final ImmutableList<String> OF_PLACES =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(zone -> zone.matches("[A-Z][a-z]+/[A-Za-z_/-]+"))
                    .filter(zone -> !zone.startsWith("Etc/"))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());

    private TimeZones() {}

    /** What a browser says of itself; UTC when that is no place's. */
    public static ZoneId ofBrowser(String name) {
        return ZoneId.of(OF_PLACES.contains(name) ? name : "UTC");
    }

    /** The world's own is called Z by itself. */
    public static ZoneId named(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone;
    }
}
