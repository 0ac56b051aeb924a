package io.leaddispatcher.web.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.web.document.Tree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {

    private static final Names NAMES =
            new Names(
                    Map.of(
                            "rep/mia", "Mia Brandt",
                            "team/emea", "EMEA Sales",
                            "queue/late", "After hours",
                            "token/1", "CRM sync",
                            "sla_policy/hot", "Hot leads"),
                    TraceViewTest.words());

    @Test
    void whoeverWasToldIsCalledByName() {
        assertThat(NAMES.recipient("rep:mia")).isEqualTo("Mia Brandt");
        assertThat(NAMES.recipient("team:emea")).isEqualTo("EMEA Sales (team)");
        assertThat(NAMES.recipient("channel:C1")).isEqualTo("Slack channel C1");
        assertThat(NAMES.recipient("rep:gone")).isEqualTo("gone");
        assertThat(NAMES.recipient("team:gone")).isEqualTo("gone (team)");
        assertThat(NAMES.recipient("crm:hubspot")).isEqualTo("hubspot");
        assertThat(NAMES.recipient("webhook:1")).isEqualTo("a subscribed system");
        assertThat(NAMES.recipient("lead")).isEqualTo("the lead");
        assertThat(NAMES.recipient("ops@x.test")).isEqualTo("ops@x.test");
    }

    @Test
    void whoeverDidSomethingIsCalledByName() {
        assertThat(NAMES.actor("rep:mia")).isEqualTo("Mia Brandt");
        assertThat(NAMES.actor("token:1")).isEqualTo("The program “CRM sync”");
        assertThat(NAMES.actor("token:2")).isEqualTo("A program");
        assertThat(NAMES.actor("hubspot")).isEqualTo("HubSpot");
        assertThat(NAMES.actor(null)).isEqualTo("Lead Dispatcher");
    }

    @Test
    void aReminderThatNobodyGotSaysSo() {
        var entry =
                TimelineEntry.of(
                        Tree.of(
                                Map.of(
                                        "type",
                                        "SLA_REMINDED",
                                        "actor",
                                        "system",
                                        "detail",
                                        Map.of(
                                                "policy", "hot", "told", List.of(), "skipped",
                                                "MUTED"))),
                        NAMES,
                        TraceViewTest.words());

        assertThat(entry.title()).isEqualTo("Nobody reminded");
        assertThat(entry.details())
                .extracting(TimelineEntry.Detail::value)
                .contains("Hot leads", "nobody", "whoever has the lead wants no reminders");
    }
}
