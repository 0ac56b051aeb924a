package io.leaddispatcher.domain.roster;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.EnumSet;

/** What a pool respects when it looks for somebody. */
public enum Respect {
    /** Working hours and holidays. */
    HOURS,
    CAPACITY,
    CALENDAR,
    OUT_OF_OFFICE;

    /** What holds where nothing else was said. */
    public static final ImmutableSet<Respect> ALL =
            Sets.immutableEnumSet(EnumSet.allOf(Respect.class));
}
