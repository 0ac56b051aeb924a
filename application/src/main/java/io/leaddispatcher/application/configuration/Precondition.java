package io.leaddispatcher.application.configuration;

import java.util.Optional;
import java.util.Set;

/** What a change expects of the version that it replaces. */
public sealed interface Precondition {

    Precondition NONE = new None();

    boolean holds(Optional<Long> version);

    /** Whatever is there, or nothing. */
    record None() implements Precondition {
        @Override
        public boolean holds(Optional<Long> version) {
            return true;
        }
    }

    /** Anything, but something. */
    record Exists() implements Precondition {
        @Override
        public boolean holds(Optional<Long> version) {
            return version.isPresent();
        }
    }

    /** Nothing yet. */
    record Absent() implements Precondition {
        @Override
        public boolean holds(Optional<Long> version) {
            return version.isEmpty();
        }
    }

    /** Exactly one of these; none fits when it is empty. */
    record OneOf(Set<Long> versions) implements Precondition {
        public OneOf {
            versions = Set.copyOf(versions);
        }

        @Override
        public boolean holds(Optional<Long> version) {
            return version.filter(versions::contains).isPresent();
        }
    }

    /** None of these; nothing is as good as anything else. */
    record NoneOf(Set<Long> versions) implements Precondition {
        public NoneOf {
            versions = Set.copyOf(versions);
        }

        @Override
        public boolean holds(Optional<Long> version) {
            return version.filter(versions::contains).isEmpty();
        }
    }

    /** The one and the other. */
    record Both(Precondition one, Precondition other) implements Precondition {
        @Override
        public boolean holds(Optional<Long> version) {
            return one.holds(version) && other.holds(version);
        }
    }
}
