package io.leaddispatcher.application.escalation;

import io.leaddispatcher.application.escalation.Unheard.Cause;
import io.leaddispatcher.application.escalation.port.UnheardEscalations;
import io.leaddispatcher.application.notice.AdministratorLetters;
import io.leaddispatcher.application.snapshot.RoutingConfigurations;
import io.leaddispatcher.domain.dispatch.WorkspaceNotice;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.RepKey;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.roster.TeamKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Writes to the owners and admins of a workspace that its escalations reach nobody. In both
 * languages, since nobody's is known.
 */
public final class UnheardNotice {

    /** More causes than these are counted. */
    private static final int NAMED = 10;

    private final UnheardEscalations escalations;
    private final RoutingConfigurations configurations;
    private final AdministratorLetters letters;

    public UnheardNotice(
            UnheardEscalations escalations,
            RoutingConfigurations configurations,
            AdministratorLetters letters) {
        this.escalations = escalations;
        this.configurations = configurations;
        this.letters = letters;
    }

    /**
     * Nothing about causes that were written about before. What nobody can be written about is not
     * noted, so that it is written as soon as there is a mail server. Inside a unit of work.
     */
    Mono<Void> write(TenantId tenant, Set<Cause> causes, Instant at) {
        return letters.write(
                tenant,
                workspace ->
                        escalations
                                .due(tenant, causes, at)
                                .filter(due -> !due.isEmpty())
                                .zipWhen(_ -> configurations.current(tenant))
                                .map(found ->
                                        notice(
                                                workspace,
                                                found.getT1(),
                                                found.getT2().configuration().roster())),
                at);
    }

    private WorkspaceNotice notice(String workspace, Set<Cause> due, Roster roster) {
        String english =
                """
                Leads of the workspace %s are late, and the escalations that should tell somebody reach nobody:
                %s
                The leads are listed under Monitoring. Once the cause is mended, one press there tells of them again. \
                We write about the same cause once a day at most.
                """
                        .formatted(workspace, lines(due, roster, false));
        String german =
                """
                Leads im Arbeitsbereich %s sind überfällig, und die Eskalationen, die es jemandem sagen sollen, erreichen niemanden:
                %s
                Die Leads stehen unter Überwachung. Ist die Ursache behoben, meldet sie dort ein Druck noch einmal. \
                Über dieselbe Ursache schreiben wir höchstens einmal am Tag.\
                """
                        .formatted(workspace, lines(due, roster, true));
        return new WorkspaceNotice(
                "Escalations reach nobody in %s / Eskalationen erreichen niemanden"
                        .formatted(workspace),
                english + "\n" + german,
                "See the leads / Leads ansehen",
                letters.link("/monitoring#check-ESCALATION_UNHEARD"));
    }

    private static String lines(Set<Cause> due, Roster roster, boolean german) {
        String named =
                due.stream()
                        .map(cause -> "- " + line(cause, roster, german))
                        .sorted()
                        .limit(NAMED)
                        .collect(Collectors.joining("\n"));
        int more = due.size() - NAMED;
        return more <= 0
                ? named
                : named + (german ? "\n- und %d weitere" : "\n- and %d more").formatted(more);
    }

    private static String line(Cause cause, Roster roster, boolean german) {
        String whom = whom(cause.whom(), roster, german);
        return switch (cause.why()) {
            case NO_SLACK ->
                    (german
                                    ? "%s: Die Nachricht ist für einen Slack-Kanal, und Slack ist nicht verbunden. Verbinden Sie Slack."
                                    : "%s: the message is for a Slack channel, and Slack is not connected. Connect Slack.")
                            .formatted(whom);
            case NO_CHANNEL ->
                    (german
                                    ? "%s: Weder das Team noch der Arbeitsbereich hat einen Slack-Kanal. Tragen Sie beim Team einen ein."
                                    : "%s: neither the team nor the workspace has a Slack channel. Give the team one.")
                            .formatted(whom);
            case NO_MANAGER_NOR_SLACK, NO_MANAGER_NOR_CHANNEL ->
                    (german
                                    ? "%s: Es gibt keine aktive Leitung, und kein Slack-Kanal steht für sie ein. Bestimmen Sie beim Team eine Leitung."
                                    : "%s: there is no active manager, and no Slack channel in the manager's place. Name a manager on the team's page.")
                            .formatted(whom);
            case GIVEN_UP ->
                    (german
                                    ? "%s: Die Nachricht wurde aufgegeben, keine Adresse nimmt sie an. Prüfen Sie E-Mail, Slack-Benutzer oder Kanal."
                                    : "%s: the message was given up, no address takes it. Check the e-mail address, the Slack user or the channel.")
                            .formatted(whom);
            case MUTED, NOBODY_HAS_IT, TOLD_BEFORE ->
                    throw new IllegalStateException("%s is no cause".formatted(cause));
        };
    }

    private static String whom(String label, Roster roster, boolean german) {
        int colon = label.indexOf(':');
        String key = label.substring(colon + 1);
        return switch (colon < 0 ? "" : label.substring(0, colon)) {
            case "team" -> "Team " + roster.team(new TeamKey(key)).map(Team::name).orElse(key);
            case "rep" -> roster.rep(new RepKey(key)).map(Rep::name).orElse(key);
            case "channel" -> (german ? "Slack-Kanal " : "Slack channel ") + key;
            default -> german ? "Leads ohne Team" : "Leads without a team";
        };
    }
}
