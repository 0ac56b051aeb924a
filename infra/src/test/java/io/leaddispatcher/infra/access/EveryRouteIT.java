package io.leaddispatcher.infra.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.NewToken;
import io.leaddispatcher.application.access.port.ApiTokens;
import io.leaddispatcher.application.transaction.UnitOfWork;
import io.leaddispatcher.application.workspace.port.Workspaces;
import io.leaddispatcher.domain.access.Permission;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.access.Scope;
import io.leaddispatcher.infra.access.AccessProgram.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.web.reactive.result.method.RequestMappingInfo;

/** Every route that the program declares, as every role and with every scope, against the docs. */
@ExtendWith(InProgram.class)
class EveryRouteIT {

    private static final String NOBODY = "01900000-0000-7000-8000-000000000000";
    private static final String RESOURCE =
            "/api/v1/(fields|teams|reps|pools|queues|territories|segments|sla-policies|templates|sequences|accounts|lists)(?=$|/\\{key}$)";
    private static final String PAGE =
            " /(reps|teams|pools|set-up/queues|territories|segments|fields|lists|accounts|sla|templates)(?=$|/_new$|/\\{key}($|/delete$|/undo$))";
    private static final Set<String> DEMO_ONLY = Set.of("GET /sandbox", "POST /sample-leads");

    /** It never ends by itself, so it is asked no more than whether it opens. */
    private static final Set<String> STREAMS = Set.of("GET /leads/stream", "GET /policy/presence");

    /**
     * What somebody without a session may send, by a form that they have opened. What stands here
     * is to be throttled, or to ask for a secret.
     */
    private static final Set<String> FORMS_FOR_STRANGERS =
            Set.of(
                    "POST /signup",
                    "POST /signup/{link}",
                    "POST /reset",
                    "POST /reset/{link}",
                    "POST /invitation/{link}",
                    "POST /login/sso",
                    "POST /answer/{link}");

    private static final String SECOND_STEP = "POST /login/code";

    /** Likewise, taken by filters before any route. */
    private static final Set<String> DOORS = Set.of("POST /login", SECOND_STEP, "POST /logout");

    /** What mail programs send without a form (RFC 8058); the seal in the link is all they show. */
    private static final Set<String> WITHOUT_A_FORM =
            Set.of("POST /unsubscribe/{link}", "POST /digest/{link}");

    /** What a change to the workspace, by whomever, would show in. */
    private static final List<String> TRACES =
            List.of("/audit-log?limit=200", "/connections", "/leads", "/members");

    private static final Map<String, String> FILLED_IN =
            Map.of(
                    "email", "stranger@roles.test",
                    "name", "Stranger",
                    "password", AccessProgram.PASSWORD,
                    "role", "OWNER");

    /** Those who take leads themselves. */
    private static final Set<Role> ALSO_REPS = Set.of(Role.MANAGER, Role.REP);

    private final AccessProgram program;
    private final AccessProgram.Workspace acme;
    private final AccessTable table = new AccessTable();

    EveryRouteIT(AccessProgram program) {
        this.program = program;
        this.acme = program.workspace();
    }

    private Set<String> declared() {
        Set<String> routes = new TreeSet<>();
        for (RequestMappingInfo mapping : program.mapping().getHandlerMethods().keySet()) {
            mapping.getMethodsCondition()
                    .getMethods()
                    .forEach(method ->
                            mapping.getPatternsCondition()
                                    .getPatterns()
                                    .forEach(pattern -> routes.add(method + " " + pattern)));
        }
        return routes;
    }

    private static String documented(String route) {
        return route.replaceFirst(RESOURCE, "/api/v1/{resource}").replaceFirst(PAGE, " /{page}");
    }

    @Test
    void everyRouteHasARuleAndEveryRuleARoute() {
        Set<String> shown = new TreeSet<>();
        declared().forEach(route -> shown.add(documented(route)));

        Set<String> known = new TreeSet<>(table.rules().keySet());
        assertThat(shown).as("declared, but not in docs/access.md").isSubsetOf(known);
        known.removeAll(shown);
        assertThat(DEMO_ONLY).as("in docs/access.md, but not declared").containsAll(known);
    }

    @Test
    void theTablesOfTheDocsAreThoseOfTheCode() {
        for (Permission permission : Permission.values()) {
            for (Role role : Role.values()) {
                assertThat(right(table.roles(), role.name(), permission))
                        .as("%s %s", role, permission)
                        .isEqualTo(role.may(permission));
            }
            for (Scope scope : Scope.values()) {
                assertThat(right(table.scopes(), spelled(scope), permission))
                        .as("%s %s", scope, permission)
                        .isEqualTo(scope.allows(permission));
            }
        }
    }

    @Test
    void theApiAnswersEachRoleAndScopeAsTheDocsSay() {
        var all = new SoftAssertions();
        int tried = 0;
        for (Role role : Role.values()) {
            for (Scope scope : Scope.values()) {
                String token = token(role, scope);
                for (String route : declared()) {
                    String rule = rule(route);
                    if (!route.contains(" /api/")) {
                        continue;
                    }
                    Permission needed = Permission.valueOf(rule);
                    boolean may =
                            right(table.roles(), role.name(), needed)
                                    && right(table.scopes(), spelled(scope), needed);
                    String[] parts = route.split(" ", 2);
                    int status =
                            program.api(
                                            token,
                                            parts[0],
                                            path(parts[1]).substring("/api/v1".length()),
                                            parts[0].startsWith("P") ? "{}" : null)
                                    .status();
                    all.assertThat(status == 403)
                            .as("%s as %s with %s: %d", route, role, scope, status)
                            .isEqualTo(!may);
                    all.assertThat(status)
                            .as("%s as %s with %s", route, role, scope)
                            .isLessThan(500);
                    all.assertThat(status)
                            .as("%s as %s with %s", route, role, scope)
                            .isNotEqualTo(401);
                    tried++;
                }
            }
        }
        all.assertAll();
        assertThat(tried).as("routes x roles x scopes").isGreaterThan(900);
    }

    @Test
    void thePagesAnswerEachRoleAsTheDocsSayAndShowNobodyWhatTheyMayNotDo() {
        var all = new SoftAssertions();
        List<String> things = things();
        for (Role role : Role.values()) {
            String email = "r%s@roles.test".formatted(UUID.randomUUID());
            program.make(
                    acme.token(),
                    "/members",
                    "{\"email\":\"%s\",\"name\":\"R\",\"role\":\"%s\",\"password\":\"%s\"%s}"
                            .formatted(
                                    email,
                                    role,
                                    AccessProgram.PASSWORD,
                                    ALSO_REPS.contains(role) ? ",\"rep\":\"mia\"" : ""));
            var browser = new Browser(program);
            browser.logIn(email, AccessProgram.PASSWORD);
            Answer form = browser.get("/me/security");
            for (String route : declared()) {
                String rule = rule(route);
                if (!route.contains(" /api/")
                        && !STREAMS.contains(route)
                        && !List.of("anyone", "sender").contains(rule)) {
                    String[] parts = route.split(" ", 2);
                    Answer answer =
                            parts[0].equals("GET")
                                    ? browser.get(path(parts[1]))
                                    : browser.submit(form, path(parts[1]), Map.of());
                    all.assertThat(answer.status() == 403)
                            .as("%s as %s: %d", route, role, answer.status())
                            .isEqualTo(!may(role, rule));
                    all.assertThat(answer.status()).as("%s as %s", route, role).isLessThan(500);
                    assertNothingElseIsShown(all, route, role, answer);
                }
            }
            for (String thing : things) {
                assertNothingElseIsShown(all, thing, role, browser.get(thing));
            }
        }
        all.assertAll();
    }

    /** The pages of one thing of each kind. */
    private List<String> things() {
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("/reps/mia", "{\"name\":\"Mia\",\"email\":\"mia@roles.test\"}");
        bodies.put("/teams/sales", "{\"name\":\"Sales\",\"members\":[\"mia\"]}");
        bodies.put(
                "/pools/all",
                "{\"name\":\"All\",\"strategy\":\"ROUND_ROBIN\",\"members\":[{\"rep\":\"mia\"}]}");
        bodies.put("/fields/size", "{\"name\":\"Size\",\"type\":\"TEXT\"}");
        bodies.put("/connections/web", "{\"type\":\"form\"}");
        bodies.forEach((path, body) -> {
            Answer made = program.api(acme.token(), "PUT", path, body);
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        });
        List<String> things = new ArrayList<>(bodies.keySet());
        for (String rep : List.of("mia", "")) {
            Answer lead =
                    program.api(
                            acme.token(),
                            "POST",
                            "/leads",
                            "{\"contact\":{\"email\":\"%s@lead.example\"}}"
                                    .formatted(UUID.randomUUID()));
            String id = lead.body().required("leadId").asString();
            things.add("/leads/" + id);
            if (!rep.isEmpty()) {
                Answer given =
                        program.api(
                                acme.token(),
                                "POST",
                                "/leads/" + id + "/reassign",
                                "{\"to\":{\"rep\":\"%s\"},\"reason\":\"a test\"}".formatted(rep));
                assertThat(given.status()).as(given.text()).isLessThan(300);
            }
        }
        things.add("/leads");
        things.add("/queues");
        things.add("/set-up/queues/fallback");
        things.add("/me");
        things.add("/reps");
        things.add("/connections");
        return things;
    }

    private void assertNothingElseIsShown(
            SoftAssertions all, String page, Role role, Answer answer) {
        if (answer.status() != 200) {
            return;
        }
        for (String act : ShownActs.in(answer.text())) {
            String rule = table.rule(act).orElse("");
            all.assertThat(rule).as("%s on %s leads nowhere", act, page).isNotEmpty();
            if (!rule.isEmpty()) {
                all.assertThat(may(role, rule))
                        .as("%s, shown on %s to %s, who may not", act, page, role)
                        .isTrue();
            }
        }
    }

    private boolean may(Role role, String rule) {
        return List.of("anyone", "member", "sender").contains(rule)
                || right(table.roles(), role.name(), Permission.valueOf(rule));
    }

    @Test
    void nobodyGetsInWithoutALogIn() {
        var all = new SoftAssertions();
        for (String route : declared()) {
            String[] parts = route.split(" ", 2);
            if (parts[1].startsWith("/api/")) {
                all.assertThat(
                                program.api(
                                                "ldp_" + "x".repeat(43),
                                                parts[0],
                                                path(parts[1]).substring(7),
                                                parts[0].startsWith("P") ? "{}" : null)
                                        .status())
                        .as(route)
                        .isEqualTo(401);
            } else if (parts[0].equals("GET") && !rule(route).equals("anyone")) {
                var stranger = new Browser(program);
                all.assertThat(stranger.get(path(parts[1])).status()).as(route).isEqualTo(303);
                all.assertThat(stranger.location()).as(route).isEqualTo("/login");
            }
        }
        all.assertAll();
    }

    @Test
    void whatStrangersMaySendIsListedHere() {
        Set<String> open = new TreeSet<>(unsafePages());
        open.removeIf(route -> !rule(route).equals("anyone"));

        Set<String> listed = new TreeSet<>(FORMS_FOR_STRANGERS);
        listed.addAll(WITHOUT_A_FORM);
        assertThat(open).isEqualTo(listed);
    }

    @Test
    void nothingIsTakenFromAStrangerWhoHasOpenedNoForm() {
        String before = traces();
        var all = new SoftAssertions();
        Set<String> tried = new TreeSet<>(unsafePages());
        tried.addAll(DOORS);
        for (String route : tried) {
            var stranger = new Browser(program);
            int status = sent(stranger, route).status();
            if (WITHOUT_A_FORM.contains(route)) {
                all.assertThat(status).as("%s: its link is nobody's", route).isEqualTo(404);
            } else if (FORMS_FOR_STRANGERS.contains(route) || route.equals(SECOND_STEP)) {
                all.assertThat(status).as(route).isEqualTo(403);
            } else {
                // As though a session had ended meanwhile.
                all.assertThat(status).as(route).isEqualTo(303);
                all.assertThat(stranger.location()).as(route).isEqualTo("/login?ended");
            }
            all.assertThat(stranger.cookie("session")).as(route).isEmpty();
        }
        all.assertAll();
        assertThat(tried).hasSizeGreaterThan(80);
        assertThat(traces()).isEqualTo(before);
    }

    @Test
    void aFormThatAStrangerHasOpenedLeadsToTheLogInButWhereStrangersMaySendOne() {
        String before = traces();
        var all = new SoftAssertions();
        var stranger = new Browser(program);
        Answer form = stranger.get("/login");
        for (String route : unsafePages()) {
            if (FORMS_FOR_STRANGERS.contains(route) || WITHOUT_A_FORM.contains(route)) {
                continue;
            }
            String[] parts = route.split(" ", 2);
            Answer answer = stranger.submit(form, parts[0], path(parts[1]), FILLED_IN);
            all.assertThat(answer.status()).as(route).isEqualTo(303);
            all.assertThat(stranger.location()).as(route).isEqualTo("/login");
            all.assertThat(stranger.cookie("session")).as(route).isEmpty();
        }
        all.assertAll();
        assertThat(traces()).isEqualTo(before);
    }

    /**
     * Of methods that may change something; neither the API nor the hooks, which have guards of
     * their own.
     */
    private Set<String> unsafePages() {
        Set<String> pages = new TreeSet<>(declared());
        pages.removeIf(route ->
                route.startsWith("GET ") || route.contains(" /api/") || route.contains(" /hooks/"));
        return pages;
    }

    private static Answer sent(Browser stranger, String route) {
        String[] parts = route.split(" ", 2);
        return stranger.submitAsIs(parts[0], path(parts[1]), FILLED_IN);
    }

    private String traces() {
        var traces = new StringBuilder();
        for (String path : TRACES) {
            Answer answer = program.api(acme.token(), "GET", path, null);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            traces.append(answer.text()).append('\n');
        }
        return traces.toString();
    }

    private String rule(String route) {
        return Objects.requireNonNull(
                table.rules().get(documented(route)), () -> "no rule for " + route);
    }

    private static String path(String pattern) {
        return pattern.replace("{id}", NOBODY)
                .replace("{kind}", "lead")
                .replace("{version}", "1")
                .replace("{type}", "form")
                .replaceAll("\\{[a-zA-Z]+}", "nobody");
    }

    private static boolean right(
            Map<String, Map<String, Boolean>> matrix, String who, Permission permission) {
        return Boolean.TRUE.equals(Objects.requireNonNull(matrix.get(who)).get(permission.name()));
    }

    private static String spelled(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    private String token(Role role, Scope scope) {
        String token = "ldp_" + UUID.randomUUID() + UUID.randomUUID();
        var tenant =
                Objects.requireNonNull(program.get(Workspaces.class).find(acme.slug()).block());
        program.get(UnitOfWork.class)
                .run(
                        tenant,
                        program.get(ApiTokens.class)
                                .add(
                                        tenant,
                                        UUID.randomUUID(),
                                        Arrays.toString(new Object[] {role, scope}),
                                        NewToken.of(token).hash(),
                                        Set.of(scope),
                                        new ApiTokens.Maker(null, role),
                                        Instant.now(),
                                        null))
                .block();
        return token;
    }
}
