package io.leaddispatcher.web.setup;

import io.leaddispatcher.web.layout.Words;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the fields of a form are called where they are spoken of away from the form, in the order in
 * which they stand on the page.
 */
record Labels(List<Label> labels) {

    /** A field of a row: {@code members.3.weight}. */
    private static final Pattern IN_ROW = Pattern.compile("(\\w+)[.]([0-9]+)[.](.+)");

    private static final String HOURS = "workingHours.";

    /**
     * @param name of the input, without the number of its row; of a group the name of the group
     * @param message the words of its label
     */
    record Label(String name, String message) {}

    Labels {
        labels = List.copyOf(labels);
    }

    static Labels of(SetupKind kind) {
        return switch (kind) {
            case REP -> REP;
            case TEAM -> TEAM;
            case POOL -> POOL;
            case QUEUE -> QUEUE;
            case TERRITORY -> TERRITORY;
            case SEGMENT -> SEGMENT;
            case FIELD -> FIELD;
            case LIST -> LIST;
            case ACCOUNT -> ACCOUNT;
            case SLA -> SLA;
            case TEMPLATE -> TEMPLATE;
        };
    }

    /** What no label is known of is spelled out. */
    String of(String name, Words words) {
        var row = IN_ROW.matcher(name);
        if (row.matches()) {
            return words.say(
                    "setup.label.row",
                    own(row.group(1), words),
                    Integer.parseInt(row.group(2)) + 1,
                    own(row.group(1) + "." + row.group(3), words));
        }
        int dot = name.indexOf('.');
        var group = dot < 0 ? "" : name.substring(0, dot);
        return place(group) < labels.size()
                ? words.say("setup.label.part", own(group, words), own(name, words))
                : own(name, words);
    }

    /** As the fields stand on the page. */
    Comparator<String> inOrder() {
        return Comparator.comparingInt((String name) -> place(first(name)))
                .thenComparingInt(Labels::row)
                .thenComparingInt(name -> place(IN_ROW.matcher(name).replaceFirst("$1.$3")));
    }

    boolean knows(String name) {
        return place(name) < labels.size();
    }

    private String own(String name, Words words) {
        if (name.startsWith(HOURS)) {
            return DayOfWeek.of(Shapes.DAYS.indexOf(name.substring(HOURS.length())) + 1)
                    .getDisplayName(TextStyle.FULL, Locale.of(words.language()));
        }
        int place = place(name);
        return place < labels.size()
                ? words.say(labels.get(place).message())
                : Words.spelled(name.substring(name.lastIndexOf('.') + 1));
    }

    /** After all others where there is none. */
    private int place(String name) {
        for (int place = 0; place < labels.size(); place++) {
            if (labels.get(place).name().equals(name)) {
                return place;
            }
        }
        return labels.size();
    }

    private String first(String name) {
        int dot = name.indexOf('.');
        var group = dot < 0 ? name : name.substring(0, dot);
        return knows(group) ? group : name;
    }

    private static int row(String name) {
        var row = IN_ROW.matcher(name);
        return row.matches() ? Integer.parseInt(row.group(2)) : -1;
    }

    private static Labels labels(String... lines) {
        return new Labels(
                Arrays.stream(lines)
                        .map(line -> line.split(" ", 2))
                        .map(parts -> new Label(parts[0], parts[1]))
                        .toList());
    }

    private static Labels withDays(String... lines) {
        return new Labels(
                labels(lines).labels().stream()
                        .flatMap(label ->
                                label.name().equals("workingHours")
                                        ? Stream.concat(
                                                Stream.of(label),
                                                Shapes.DAYS.stream()
                                                        .map(day ->
                                                                new Label(
                                                                        HOURS + day,
                                                                        label.message())))
                                        : Stream.of(label))
                        .toList());
    }

    private static final Labels REP =
            withDays(
                    "name setup.name",
                    "key setup.key",
                    "email setup.rep.email",
                    "phone setup.rep.phone",
                    "active setup.rep.active",
                    "paused setup.rep.paused",
                    "workingHours setup.hours",
                    "timeZone setup.zone",
                    "outOfOffice setup.away",
                    "outOfOffice.from setup.away.from",
                    "outOfOffice.to setup.away.to",
                    "outOfOffice.delegate setup.away.delegate",
                    "capacity setup.capacity",
                    "capacity.open setup.capacity.open",
                    "capacity.perDay setup.capacity.day",
                    "capacity.perHour setup.capacity.hour",
                    "capacity.ramp.perHour setup.capacity.ramp.hour",
                    "capacity.ramp.for setup.capacity.ramp.for",
                    "capacity.perKind.lead policy.kind.lead",
                    "capacity.perKind.meeting policy.kind.meeting",
                    "capacity.perKind.call policy.kind.call",
                    "skills setup.skills",
                    "slackUserId setup.rep.slack",
                    "crmOwnerIds setup.rep.crm");

    private static final Labels TEAM =
            withDays(
                    "name setup.name",
                    "key setup.key",
                    "manager setup.team.manager",
                    "slackChannel setup.team.channel",
                    "members setup.team.members",
                    "workingHours setup.hours",
                    "timeZone setup.zone",
                    "holidays setup.team.holidays",
                    "digest setup.team.digest",
                    "digest.at setup.team.digest.at",
                    "digest.days setup.team.digest.days");

    private static final Labels POOL =
            labels(
                    "name setup.name",
                    "key setup.key",
                    "strategy setup.pool.strategy",
                    "members setup.pool.members",
                    "members.rep setup.pool.member",
                    "members.weight setup.pool.weight",
                    "members.priority setup.pool.order",
                    "cycle setup.pool.cycle",
                    "catchUp setup.pool.catchUp",
                    "countsOwnerAssignments setup.pool.owners",
                    "creditNoShow setup.pool.noShow",
                    "respect setup.pool.respect",
                    "skillMatch setup.pool.skills",
                    "skillMatch.skill setup.pool.skill",
                    "skillMatch.equals setup.pool.equals");

    private static final Labels QUEUE =
            labels(
                    "name setup.name",
                    "key setup.key",
                    "type setup.queue.type",
                    "team setup.queue.team",
                    "pull setup.queue.pull",
                    "acknowledge setup.queue.acknowledge");

    private static final Labels TERRITORY =
            labels(
                    "name setup.name",
                    "key setup.key",
                    "parent setup.territory.parent",
                    "countries setup.territory.countries",
                    "states setup.territory.states",
                    "postalPrefixes setup.territory.postal",
                    "accounts setup.territory.accounts");

    private static final Labels SEGMENT =
            labels(
                    "name setup.name",
                    "key setup.key",
                    "match setup.segment.match",
                    "when setup.segment.when",
                    "questions setup.segment.when",
                    "questions.field setup.segment.field",
                    "questions.op setup.segment.op",
                    "questions.value setup.segment.value");

    private static final Labels FIELD =
            labels(
                    "name setup.name",
                    "key setup.key",
                    "type setup.field.type",
                    "requiredForRouting setup.field.required.label",
                    "sensitive setup.field.sensitive.label",
                    "mappings setup.field.mappings");

    private static final Labels LIST =
            labels("name setup.name", "key setup.key", "values setup.list.values");

    private static final Labels ACCOUNT =
            labels(
                    "name setup.name",
                    "key setup.key",
                    "domains setup.account.domains",
                    "owner setup.account.owner",
                    "segment setup.account.segment",
                    "lists setup.account.lists",
                    "country setup.account.country",
                    "phones setup.account.phones",
                    "parent setup.account.parent",
                    "externalIds setup.account.ids");

    private static final Labels SLA =
            labels(
                    "name setup.name",
                    "key setup.key",
                    "time setup.sla.time",
                    "targets setup.sla.targets",
                    "targets.DISPATCHED setup.target.DISPATCHED",
                    "targets.ACCEPTED setup.target.ACCEPTED",
                    "targets.FIRST_ACTION setup.target.FIRST_ACTION",
                    "targets.FOLLOW_UP setup.target.FOLLOW_UP",
                    "escalations setup.sla.steps",
                    "escalations.at setup.sla.at",
                    "escalations.target setup.sla.of",
                    "escalations.do setup.sla.do",
                    "maxHops setup.sla.hops");

    private static final Labels TEMPLATE =
            labels(
                    "name setup.name",
                    "key setup.key",
                    "defaultLanguage setup.template.default",
                    "texts setup.template.texts",
                    "texts.language setup.template.language",
                    "texts.subject setup.template.subject",
                    "texts.body setup.template.body");
}
