package io.leaddispatcher.domain.sso;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.sso.RoleMapping.Grant;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SingleSignOnTest {

    private static Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", "https://id.acme.test/realms/acme");
        document.put("clientId", "leads");
        document.put("domains", List.of("Acme.test", "acme.test", "acme.example"));
        document.put("enabled", true);
        return document;
    }

    private static Map<String, Object> with(String name, Object value) {
        Map<String, Object> document = document();
        document.put(name, value);
        return document;
    }

    private static Map<String, Object> rule(String value, Role role) {
        return Map.of("value", value, "role", role.name());
    }

    private static SingleSignOn read(Map<String, ?> document) {
        var violations = new Violations();
        var read = SingleSignOn.read(Part.root(document, violations));
        assertThat(violations.list()).isEmpty();
        return read.orElseThrow();
    }

    private static List<String> wrong(@Nullable Object document) {
        var violations = new Violations();
        SingleSignOn.read(Part.root(document, violations));
        return violations.list().stream().map(Violation::pointer).toList();
    }

    private static Optional<Grant> decide(Map<String, ?> roles, Map<String, ?> claims) {
        return read(with("roles", roles)).roles().decide(claims);
    }

    @Test
    void whatIsLeftOutIsOff() {
        var settings = read(document());

        assertThat(settings.issuer()).isEqualTo(URI.create("https://id.acme.test/realms/acme"));
        assertThat(settings.domains()).containsExactly("acme.test", "acme.example");
        assertThat(settings.enabled()).isTrue();
        assertThat(settings.only()).isFalse();
        assertThat(settings.roles()).isEqualTo(RoleMapping.NONE);
        assertThat(settings.roles().decide(Map.of("groups", "sales"))).isEmpty();
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        assertThat(wrong(Map.of())).containsExactlyInAnyOrder("/issuer", "/clientId", "/domains");
        assertThat(wrong("text")).containsExactly("");
        assertThat(wrong(with("roles", "text"))).containsExactly("/roles");
        assertThat(wrong(with("secret", "not here"))).containsExactly("/secret");
        assertThat(wrong(with("clientId", "x".repeat(501)))).containsExactly("/clientId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id.acme.test",
                "ftp://id.acme.test",
                "https://",
                "https://user@id.acme.test",
                "https://id.acme.test?tenant=a",
                "https://id.acme.test#a",
                "https://id acme.test",
                "javascript:alert(1)"
            })
    void anIssuerIsAWebAddress(String issuer) {
        assertThat(wrong(with("issuer", issuer))).containsExactly("/issuer");
    }

    @Test
    void anIssuerHasABound() {
        assertThat(wrong(with("issuer", "https://id.test/" + "x".repeat(500))))
                .containsExactly("/issuer");
    }

    @Test
    void aDomainIsOneOfACompany() {
        assertThat(wrong(with("domains", List.of("gmail.com")))).containsExactly("/domains/0");
        assertThat(wrong(with("domains", List.of("acme.test", "com"))))
                .containsExactly("/domains/1");
        assertThat(wrong(with("domains", List.of("not a domain")))).containsExactly("/domains/0");
        assertThat(wrong(with("domains", Collections.nCopies(51, "acme.test"))))
                .containsExactly("/domains");
    }

    @Test
    void aProviderSpeaksForItsDomainsAndNotForThoseBelow() {
        var settings = read(document());

        assertThat(settings.speaksFor("mia@acme.test")).isTrue();
        assertThat(settings.speaksFor("mia@mail.acme.test")).isFalse();
        assertThat(settings.speaksFor("mia@notacme.test")).isFalse();
        assertThat(settings.speaksFor("acme.test@elsewhere.test")).isFalse();
    }

    @Test
    void theFirstRowThatFitsDecides() {
        Map<String, Object> roles =
                Map.of(
                        "claim",
                        "groups",
                        "rules",
                        List.of(
                                Map.of("value", "sales", "role", "REP", "team", "emea"),
                                rule("bosses", Role.ADMIN)),
                        "otherwise",
                        "VIEWER");

        assertThat(decide(roles, Map.of("groups", List.of("bosses", "sales"))))
                .contains(new Grant(Role.REP, "emea"));
        assertThat(decide(roles, Map.of("groups", "bosses"))).contains(new Grant(Role.ADMIN, null));
        assertThat(decide(roles, Map.of("groups", "Bosses")))
                .contains(new Grant(Role.VIEWER, null));
        assertThat(decide(roles, Map.of())).contains(new Grant(Role.VIEWER, null));
    }

    @Test
    void whomNoRowFitsStaysOutUnlessThereIsARoleForAll() {
        assertThat(
                        decide(
                                Map.of("claim", "groups", "rules", List.of(rule("x", Role.REP))),
                                Map.of("groups", List.of("y"))))
                .isEmpty();
    }

    @Test
    void aClaimMayLieInsideAnotherOrHaveDotsInItsName() {
        Map<String, Object> nested =
                Map.of("claim", "realm.roles", "rules", List.of(rule("x", Role.REP)));

        assertThat(decide(nested, Map.of("realm", Map.of("roles", List.of("x"))))).isPresent();
        assertThat(decide(nested, Map.of("realm.roles", "x"))).isPresent();
        assertThat(decide(nested, Map.of("realm", "x"))).isEmpty();
        assertThat(
                        decide(
                                Map.of("claim", ".x", "rules", List.of(rule("x", Role.REP))),
                                Map.of("", Map.of("x", "x"))))
                .isEmpty();
    }

    @Test
    void flagsAndNumbersAreCompared() {
        Map<String, Object> roles =
                Map.of(
                        "claim",
                        "x",
                        "rules",
                        List.of(rule("true", Role.REP), rule("7", Role.MANAGER)));

        assertThat(decide(roles, Map.of("x", true))).contains(new Grant(Role.REP, null));
        assertThat(decide(roles, Map.of("x", 7L))).contains(new Grant(Role.MANAGER, null));
        assertThat(decide(roles, Map.of("x", Map.of("true", 1)))).isEmpty();
    }

    @Test
    void ownersAreMadeByARowOnly() {
        assertThat(wrong(with("roles", Map.of("otherwise", "OWNER"))))
                .containsExactly("/roles/otherwise");
        var roles =
                read(with("roles", Map.of("claim", "g", "rules", List.of(rule("x", Role.OWNER)))))
                        .roles();
        assertThat(roles.makesOwners()).isTrue();
        assertThat(RoleMapping.NONE.makesOwners()).isFalse();
    }

    @Test
    void aRowThatIsWrongIsNamed() {
        assertThat(wrong(with("roles", Map.of("rules", List.of(rule("x", Role.REP))))))
                .containsExactly("/roles/claim");
        assertThat(
                        wrong(
                                with(
                                        "roles",
                                        Map.of(
                                                "claim",
                                                "c",
                                                "rules",
                                                List.of(
                                                        Map.of("value", "x", "role", "KING"),
                                                        Map.of("role", "REP"),
                                                        "text",
                                                        Map.of(
                                                                "value",
                                                                "x".repeat(201),
                                                                "role",
                                                                "REP",
                                                                "team",
                                                                "no key")),
                                                "everyTime",
                                                true))))
                .containsExactly(
                        "/roles/rules/0/role",
                        "/roles/rules/1/value",
                        "/roles/rules/2",
                        "/roles/rules/3/value",
                        "/roles/rules/3/team");
        assertThat(
                        wrong(
                                with(
                                        "roles",
                                        Map.of(
                                                "claim",
                                                "c",
                                                "rules",
                                                Collections.nCopies(51, rule("x", Role.REP))))))
                .containsExactly("/roles/rules");
    }
}
