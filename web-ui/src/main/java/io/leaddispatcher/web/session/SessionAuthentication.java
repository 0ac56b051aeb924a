package io.leaddispatcher.web.session;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.domain.access.Actor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Somebody with a session. Its name is the member's id; what they may do, use cases ask. */
final class SessionAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient SignedIn who;

    SessionAuthentication(SignedIn who) {
        super(authorities(who));
        this.who = who;
        super.setAuthenticated(true);
    }

    private static List<GrantedAuthority> authorities(SignedIn who) {
        return who.caller().actor() instanceof Actor.Member(_, var role, _)
                ? List.of(new SimpleGrantedAuthority("ROLE_" + role))
                : List.of();
    }

    @Override
    public SignedIn getPrincipal() {
        return who;
    }

    @Override
    public String getName() {
        return who.caller().actor().label();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionAuthentication that && who.equals(that.who);
    }

    @Override
    public int hashCode() {
        return who.hashCode();
    }
}
