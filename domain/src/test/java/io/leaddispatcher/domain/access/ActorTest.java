package io.leaddispatcher.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ActorTest {

    private static final UUID ID = new UUID(7, 1);

    private static List<Permission> rights(Actor actor) {
        return Arrays.stream(Permission.values()).filter(actor::may).toList();
    }

    @Test
    void aMemberMayWhatTheRoleMay() {
        var rep = new Actor.Member(ID, Role.REP, "mia");

        assertThat(rights(rep))
                .containsExactly(
                        Permission.VIEW_OWN_LEADS,
                        Permission.WORK_OWN_LEADS,
                        Permission.MANAGE_OWN_AVAILABILITY);
        assertThat(rep.label()).isEqualTo("member:" + ID);
        assertThat(rights(new Actor.Member(ID, Role.OWNER, null)))
                .containsExactly(Permission.values());
        assertThat(rights(new Actor.Member(ID, Role.ADMIN, null)))
                .contains(Permission.ADMINISTER)
                .doesNotContain(Permission.OWN);
        assertThat(rights(new Actor.Member(ID, Role.MANAGER, "zoe")))
                .contains(Permission.WORK_TEAM_LEADS, Permission.OVERRIDE_LOCKS)
                .doesNotContain(Permission.WORK_LEADS, Permission.CONFIGURE);
        assertThat(rights(new Actor.Member(ID, Role.VIEWER, null)))
                .contains(Permission.VIEW_AUDIT)
                .doesNotContain(
                        Permission.VIEW_CONNECTIONS, Permission.WORK_LEADS, Permission.ADMINISTER);
    }

    @Test
    void aRepWithoutALogInDoesTheirOwnWorkOnly() {
        var rep = new Actor.Rep("mia");

        assertThat(rights(rep)).isEqualTo(rights(new Actor.Member(ID, Role.REP, "mia")));
        assertThat(rep.label()).isEqualTo("rep:mia");
    }

    @Test
    void aTokenMayWhatItsScopesAllowAndItsMakerMay() {
        var reading = new Actor.Token(ID, Set.of(Scope.READ), Role.ADMIN);
        assertThat(rights(reading))
                .containsExactlyInAnyOrder(
                        Permission.VIEW_CONFIGURATION,
                        Permission.VIEW_AUDIT,
                        Permission.VIEW_CONNECTIONS,
                        Permission.VIEW_LEADS,
                        Permission.VIEW_OWN_LEADS);
        assertThat(reading.label()).isEqualTo("token:" + ID);

        assertThat(rights(new Actor.Token(ID, Set.of(Scope.READ, Scope.ADMIN), Role.REP)))
                .containsExactly(
                        Permission.VIEW_OWN_LEADS,
                        Permission.WORK_OWN_LEADS,
                        Permission.MANAGE_OWN_AVAILABILITY);
        assertThat(rights(new Actor.Token(ID, Set.of(), Role.OWNER))).isEmpty();
        assertThat(rights(new Actor.Token(ID, Set.of(Scope.ADMIN), Role.OWNER)))
                .containsExactly(Permission.values());
    }

    @Test
    void aWritingTokenMayAllButTokensMembersAndSecrets() {
        var writing = new Actor.Token(ID, Set.of(Scope.WRITE), Role.OWNER);

        assertThat(rights(writing))
                .containsAll(rights(new Actor.Token(ID, Set.of(Scope.READ), Role.OWNER)))
                .contains(Permission.CONFIGURE, Permission.WORK_LEADS, Permission.CONNECT)
                .doesNotContain(
                        Permission.KEEP_SECRETS,
                        Permission.OVERRIDE_LOCKS,
                        Permission.ADMINISTER,
                        Permission.OWN);
    }

    @Test
    void aConnectionPutsLeadsInAndNothingElse() {
        var hubspot = new Actor.Connection("hubspot-main", "hubspot");

        assertThat(rights(hubspot)).containsExactly(Permission.SUBMIT_LEADS);
        assertThat(hubspot.label()).isEqualTo("hubspot");
    }

    @Test
    void theProductItselfMayEverything() {
        assertThat(rights(new Actor.Automation())).containsExactly(Permission.values());
        assertThat(new Actor.Automation().label()).isEqualTo("system");
    }
}
