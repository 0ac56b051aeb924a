package io.leaddispatcher.application.escalation;

import io.leaddispatcher.domain.dispatch.DispatchPlan;
import io.leaddispatcher.domain.phrase.Phrase;
import io.leaddispatcher.domain.phrase.Phrase.Joint;
import io.leaddispatcher.domain.roster.Rep;
import io.leaddispatcher.domain.roster.Roster;
import io.leaddispatcher.domain.roster.Team;
import io.leaddispatcher.domain.sla.EscalationAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom a step of an escalation would not reach, as the workspace is set up now.
 *
 * @param teams by their names, whose leads nobody would be told of; none: there is no team at all,
 *     or it is so of every one
 */
public record Unreached(EscalationAction action, Why why, List<String> teams) {

    /** More teams than these are counted. */
    private static final int NAMED = 3;

    /** What is in the way. */
    public enum Why {
        NO_SLACK,
        NO_CHANNEL,
        NO_MANAGER,
        /** Messages go by Slack alone, and nobody has said who the manager is there. */
        MANAGER_UNLINKED
    }

    public Unreached {
        teams = List.copyOf(teams);
    }

    /** Of these steps those that reach nobody, for all of the workspace's teams or for some. */
    public static List<Unreached> of(
            Collection<EscalationAction> actions, Roster roster, DispatchPlan.Connected connected) {
        List<Unreached> found = new ArrayList<>();
        boolean slack = connected.slack() || connected.sandbox();
        if (actions.contains(EscalationAction.NOTIFY_MANAGER)) {
            found.addAll(managers(roster, connected, slack));
        }
        if (actions.contains(EscalationAction.NOTIFY_CHANNEL)) {
            if (!slack) {
                found.add(new Unreached(EscalationAction.NOTIFY_CHANNEL, Why.NO_SLACK, List.of()));
            } else if (connected.defaultChannel() == null) {
                channels(roster).ifPresent(found::add);
            }
        }
        return List.copyOf(found);
    }

    private static List<Unreached> managers(
            Roster roster, DispatchPlan.Connected connected, boolean slack) {
        Map<Why, List<String>> teams = new EnumMap<>(Why.class);
        for (Team team : roster.teams()) {
            Why why = manager(team, roster, connected, slack);
            if (why != null) {
                teams.computeIfAbsent(why, _ -> new ArrayList<>()).add(team.name());
            }
        }
        if (roster.teams().isEmpty() && (!slack || connected.defaultChannel() == null)) {
            teams.put(Why.NO_MANAGER, List.of());
        }
        return teams.entrySet().stream()
                .map(each ->
                        new Unreached(
                                EscalationAction.NOTIFY_MANAGER, each.getKey(), each.getValue()))
                .toList();
    }

    private static @Nullable Why manager(
            Team team, Roster roster, DispatchPlan.Connected connected, boolean slack) {
        Optional<Rep> manager =
                Optional.ofNullable(team.manager()).flatMap(roster::rep).filter(Rep::active);
        if (manager.isEmpty()) {
            boolean channel =
                    slack && (team.slackChannel() != null || connected.defaultChannel() != null);
            return channel ? null : Why.NO_MANAGER;
        }
        boolean bySlackAlone = connected.slack() && !connected.smtp();
        return bySlackAlone
                        && manager.get().slackUserId() == null
                        && connected.defaultChannel() == null
                ? Why.MANAGER_UNLINKED
                : null;
    }

    private static Optional<Unreached> channels(Roster roster) {
        List<String> without =
                roster.teams().stream()
                        .filter(team -> team.slackChannel() == null)
                        .map(Team::name)
                        .toList();
        return without.isEmpty() && !roster.teams().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Unreached(EscalationAction.NOTIFY_CHANNEL, Why.NO_CHANNEL, without));
    }

    /** In a sentence, with what to do. */
    public Phrase said() {
        return switch (why) {
            case NO_SLACK ->
                    Phrase.of(
                            "unreached.no-slack",
                            "This reaches nobody now: Slack is not connected. Connect it, or tell the manager instead.");
            case NO_CHANNEL ->
                    teams.isEmpty()
                            ? Phrase.of(
                                    "unreached.no-channel.at-all",
                                    "This reaches nobody now: there is no team with a Slack channel, nor a channel of the workspace.")
                            : Phrase.of(
                                    "unreached.no-channel",
                                    "This reaches nobody now for %s: neither the team nor the workspace has a Slack channel.",
                                    named());
            case NO_MANAGER ->
                    teams.isEmpty()
                            ? Phrase.of(
                                    "unreached.no-manager.at-all",
                                    "This reaches nobody now: there is no team with a manager, and no Slack channel in the manager's place.")
                            : Phrase.of(
                                    "unreached.no-manager",
                                    "This reaches nobody now for %s: there is no active manager, and no Slack channel in the manager's place.",
                                    named());
            case MANAGER_UNLINKED ->
                    Phrase.of(
                            "unreached.unlinked",
                            "This may reach nobody now for %s: the manager is linked to no Slack user, and no mail server is connected.",
                            named());
        };
    }

    private Phrase named() {
        List<Phrase> names =
                new ArrayList<>(teams.stream().limit(NAMED).map(Phrase::name).toList());
        if (teams.size() > NAMED) {
            names.add(Phrase.of("unreached.more", "%s more", Phrase.plain(teams.size() - NAMED)));
        }
        return Phrase.list(Joint.AND, names);
    }
}
