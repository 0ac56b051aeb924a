package io.leaddispatcher.domain.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did it, as timeline and audit log name them. */
public sealed interface Actor {

    boolean may(Permission permission);

    /** The key of the rep who it is. Empty for a member who is no rep, and for programs. */
    default Optional<String> ownRep() {
        return switch (this) {
            case Member(_, _, var rep) -> Optional.ofNullable(rep);
            case Rep(var rep) -> Optional.of(rep);
            case Token _, Connection _, Automation _ -> Optional.empty();
        };
    }

    /** {@code system}, {@code member:…}, {@code rep:…}, {@code token:…} or a provider's name. */
    String label();

    /**
     * A person who is logged in.
     *
     * @param rep the key of the rep that this person is, if any
     */
    record Member(UUID id, Role role, @Nullable String rep) implements Actor {
        @Override
        public boolean may(Permission permission) {
            return role.may(permission);
        }

        @Override
        public String label() {
            return labelOf(id);
        }

        public static String labelOf(UUID member) {
            return "member:" + member;
        }
    }

    /**
     * A rep who acts from a message that only the rep got: no more than one's own work.
     *
     * @param rep a rep's key
     */
    record Rep(String rep) implements Actor {
        @Override
        public boolean may(Permission permission) {
            return switch (permission) {
                case VIEW_OWN_LEADS, WORK_OWN_LEADS, MANAGE_OWN_AVAILABILITY -> true;
                default -> false;
            };
        }

        @Override
        public String label() {
            return "rep:" + rep;
        }
    }

    /** A program with a token; it can do no more than the role of its creator. */
    record Token(UUID id, Set<Scope> scopes, Role creator) implements Actor {
        public Token {
            scopes = Set.copyOf(scopes);
        }

        @Override
        public boolean may(Permission permission) {
            return creator.may(permission) && scopes.stream().anyMatch(s -> s.allows(permission));
        }

        @Override
        public String label() {
            return "token:" + id;
        }
    }

    /** A connection that delivered a verified event; it may put leads in and nothing else. */
    record Connection(String key, String provider) implements Actor {
        @Override
        public boolean may(Permission permission) {
            return permission == Permission.SUBMIT_LEADS;
        }

        @Override
        public String label() {
            return provider;
        }
    }

    /** Lead Dispatcher itself: clocks, demo, bootstrap. */
    record Automation() implements Actor {
        @Override
        public boolean may(Permission permission) {
            return true;
        }

        @Override
        public String label() {
            return "system";
        }
    }
}
