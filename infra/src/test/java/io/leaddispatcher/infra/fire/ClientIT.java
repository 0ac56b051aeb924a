package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.client.ApiException;
import io.leaddispatcher.client.ApiResponse;
import io.leaddispatcher.client.model.Assignment;
import io.leaddispatcher.client.model.Company;
import io.leaddispatcher.client.model.Condition;
import io.leaddispatcher.client.model.Contact;
import io.leaddispatcher.client.model.Interest;
import io.leaddispatcher.client.model.Lead;
import io.leaddispatcher.client.model.LeadBody;
import io.leaddispatcher.client.model.LeadStatus;
import io.leaddispatcher.client.model.Policy;
import io.leaddispatcher.client.model.PolicyKind;
import io.leaddispatcher.client.model.Pool;
import io.leaddispatcher.client.model.PoolMember;
import io.leaddispatcher.client.model.Problem;
import io.leaddispatcher.client.model.PublishBody;
import io.leaddispatcher.client.model.Quantity;
import io.leaddispatcher.client.model.Rep;
import io.leaddispatcher.client.model.RepPage;
import io.leaddispatcher.client.model.Rule;
import io.leaddispatcher.client.model.Submission;
import io.leaddispatcher.client.model.SubmissionAssignment;
import io.leaddispatcher.client.model.Tier;
import io.leaddispatcher.client.model.TimelineEntry;
import io.leaddispatcher.client.model.TokenBody;
import io.leaddispatcher.client.model.Violation;
import io.leaddispatcher.infra.client.Client;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a program does with the generated client, from its token to the reasons of a decision. */
class ClientIT {

    private static final List<String> REPS = List.of("ana", "ben", "cleo", "dan", "eva");

    private static Client client;

    @BeforeAll
    static void configure() throws Exception {
        Api owner = Workspace.found(SharedNode.node(), "client").api();
        var token =
                new Client(owner.port(), owner.token())
                        .access()
                        .createToken(
                                new TokenBody()
                                        .name("client")
                                        .addScopesItem(TokenBody.ScopesEnum.WRITE),
                                null);
        client = new Client(owner.port(), token.getToken());
        var configuration = client.configuration();
        for (String rep : REPS) {
            configuration.putRep(
                    rep, new Rep().name(rep).email(rep + "@client.test"), null, null, null);
        }
        configuration.putPool(
                "dach",
                new Pool()
                        .name("DACH")
                        .strategy(Pool.StrategyEnum.ROUND_ROBIN)
                        .addMembersItem(new PoolMember().rep("cleo")),
                null,
                null,
                null);
        client.policies().saveDraft(PolicyKind.LEAD, policy(), null, null, null);
        client.policies()
                .publishDraft(
                        PolicyKind.LEAD,
                        new PublishBody().comment("DACH").expectedVersion(2),
                        null);
    }

    @Test
    void aLeadIsRoutedAndSaysWhy() throws Exception {
        ApiResponse<Submission> answer =
                client.leads().submitLeadWithHttpInfo(lead("ana@globex.example"), null, "wait=30");

        assertThat(answer.getStatusCode()).isEqualTo(201);
        Submission routed = answer.getData();
        assertThat(routed.getStatus()).isEqualTo(Submission.StatusEnum.ASSIGNED);
        assertThat(routed.getAssignment())
                .extracting(SubmissionAssignment::getRepKey, SubmissionAssignment::getRuleId)
                .containsExactly("cleo", "dach");
        Lead lead = client.leads().showLead(routed.getLeadId());
        assertThat(lead.getStatus()).isEqualTo(LeadStatus.ASSIGNED);
        assertThat(lead.getContact()).extracting(Contact::getEmail).isEqualTo("ana@globex.example");
        assertThat(lead.getLead())
                .extracting(Interest::getScore, Interest::getEstimatedValue)
                .containsExactly(
                        new Quantity(BigDecimal.valueOf(82)),
                        new Quantity(BigDecimal.valueOf(1200)));
        assertThat(lead.getAssignment())
                .extracting(Assignment::getState)
                .isEqualTo(Assignment.StateEnum.OFFERED);
        assertThat(lead.getAssignments()).containsExactly(lead.getAssignment());
        assertThat(client.leads().showRuns(routed.getLeadId()).getItems())
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.getId()).isEqualTo(routed.getRunId());
                    assertThat(run.getTrace()).containsKey("tiers");
                });
        assertThat(client.leads().showTimeline(routed.getLeadId()).getItems())
                .extracting(TimelineEntry::getType)
                .contains("LEAD_RECEIVED", "LEAD_ROUTED", "ASSIGNMENT_OFFERED");
    }

    @Test
    void whoDoesNotWaitIsToldThatTheLeadIsStored() throws Exception {
        ApiResponse<Submission> answer =
                client.leads().submitLeadWithHttpInfo(lead("later@globex.example"), null, null);

        assertThat(answer.getStatusCode()).isEqualTo(202);
        assertThat(answer.getData().getStatus()).isEqualTo(Submission.StatusEnum.ACCEPTED);
        assertThat(client.leads().showLead(answer.getData().getLeadId()).getContact())
                .extracting(Contact::getEmail)
                .isEqualTo("later@globex.example");
    }

    @Test
    void aListIsReadPageByPage() throws Exception {
        List<String> keys = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            RepPage page = client.configuration().listReps(2, cursor);
            page.getItems().forEach(rep -> keys.add(rep.getKey()));
            cursor = page.getNextCursor();
            pages++;
        } while (cursor != null);

        assertThat(keys).containsExactly("ana", "ben", "cleo", "dan", "eva", "kim");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        Problem problem =
                client.problem(() ->
                        client.configuration()
                                .putRep("wrong", new Rep().name("Wrong"), null, null, null));

        assertThat(problem.getStatus()).isEqualTo(422);
        assertThat(problem.getErrors())
                .singleElement()
                .satisfies(violation -> {
                    assertThat(violation.getPointer()).isEqualTo("/email");
                    assertThat(violation.getCode()).isEqualTo(Violation.CodeEnum.REQUIRED);
                });
    }

    @Test
    void refusalsAreProblems() throws Exception {
        client.leads().submitLead(lead("once@globex.example"), "once", null);

        assertThat(status(() -> client.leads().showLead(new UUID(0, 0)))).isEqualTo(404);
        assertThat(status(() -> client.access().listTokens(null, null))).isEqualTo(403);
        assertThat(
                        status(() ->
                                client.leads()
                                        .submitLead(lead("twice@globex.example"), "once", null)))
                .isEqualTo(409);
        assertThat(
                        status(() ->
                                new Client(SharedNode.node().port(), "ldp_nobody")
                                        .leads()
                                        .showLead(new UUID(0, 0))))
                .isEqualTo(401);
    }

    @Test
    void whatWasReadIsReplacedAndNothingElse() throws Exception {
        var configuration = client.configuration();
        ApiResponse<Rep> read = configuration.showRepWithHttpInfo("eva", null);
        String tag = Objects.requireNonNull(read.getHeaders().get("etag")).getFirst();

        Rep changed =
                configuration.putRep("eva", read.getData().phone("+49301234567"), tag, null, null);

        assertThat(changed.getPhone()).isEqualTo("+49301234567");
        assertThat(status(() -> configuration.putRep("eva", read.getData(), tag, null, null)))
                .isEqualTo(412);
    }

    private static int status(Call call) {
        return client.problem(call::make).getStatus();
    }

    private static LeadBody lead(@Nullable String email) {
        return new LeadBody()
                .contact(new Contact().email(email))
                .company(new Company().country("DE"))
                .lead(
                        new Interest()
                                .score(new Quantity(BigDecimal.valueOf(82)))
                                .estimatedValue(new Quantity("1200")));
    }

    private static Policy policy() {
        var dach =
                new Rule()
                        .id("dach")
                        .when(
                                new Condition()
                                        .field("company.country")
                                        .op("in")
                                        .value(List.of("DE", "AT", "CH")))
                        .assign(Map.of("pool", "dach"));
        return new Policy()
                .addTiersItem(new Tier().name("All").addRulesItem(dach))
                .fallback(Map.of("queue", "fallback"));
    }

    /** One that the API may refuse. */
    private interface Call {
        void make() throws ApiException;
    }
}
