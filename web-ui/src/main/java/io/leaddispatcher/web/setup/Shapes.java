package io.leaddispatcher.web.setup;

import static io.leaddispatcher.web.setup.Slot.Type.CHOICES;
import static io.leaddispatcher.web.setup.Slot.Type.DURATION;
import static io.leaddispatcher.web.setup.Slot.Type.FLAG;
import static io.leaddispatcher.web.setup.Slot.Type.FLAG_ON;
import static io.leaddispatcher.web.setup.Slot.Type.INTERVALS;
import static io.leaddispatcher.web.setup.Slot.Type.JSON;
import static io.leaddispatcher.web.setup.Slot.Type.LINES;
import static io.leaddispatcher.web.setup.Slot.Type.LISTS;
import static io.leaddispatcher.web.setup.Slot.Type.LONG_TEXT;
import static io.leaddispatcher.web.setup.Slot.Type.MOMENT;
import static io.leaddispatcher.web.setup.Slot.Type.NUMBER;
import static io.leaddispatcher.web.setup.Slot.Type.ONE_OF;
import static io.leaddispatcher.web.setup.Slot.Type.PAIRS;
import static io.leaddispatcher.web.setup.Slot.Type.TEXT;

import io.leaddispatcher.domain.sla.SlaTarget;
import io.leaddispatcher.web.setup.Shape.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What the form of each kind can fill. */
final class Shapes {

    static final List<String> DAYS = List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private static final Slot NAME = new Slot("name", TEXT);

    private Shapes() {}

    static Shape of(SetupKind kind) {
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

    private static final Shape REP =
            new Shape(
                    with(
                            week(),
                            NAME,
                            new Slot("email", TEXT),
                            new Slot("phone", TEXT),
                            new Slot("timeZone", TEXT),
                            new Slot("active", FLAG_ON),
                            new Slot("paused", FLAG),
                            new Slot("skills", LISTS),
                            new Slot("capacity.open", NUMBER),
                            new Slot("capacity.perDay", NUMBER),
                            new Slot("capacity.perHour", NUMBER),
                            new Slot("capacity.ramp.perHour", NUMBER),
                            new Slot("capacity.ramp.for", DURATION),
                            new Slot("capacity.perKind.lead", NUMBER),
                            new Slot("capacity.perKind.meeting", NUMBER),
                            new Slot("capacity.perKind.call", NUMBER),
                            new Slot("slackUserId", TEXT),
                            new Slot("crmOwnerIds", PAIRS)),
                    List.of(
                            new Rows(
                                    "outOfOffice",
                                    List.of(
                                            new Slot("from", MOMENT),
                                            new Slot("to", MOMENT),
                                            new Slot("delegate", TEXT)),
                                    null)));

    private static final Shape TEAM =
            new Shape(
                    with(
                            week(),
                            NAME,
                            new Slot("members", CHOICES),
                            new Slot("manager", TEXT),
                            new Slot("timeZone", TEXT),
                            new Slot("holidays", TEXT),
                            new Slot("slackChannel", TEXT),
                            new Slot("digest.at", TEXT),
                            new Slot("digest.days", TEXT)),
                    List.of());

    private static final Shape POOL =
            new Shape(
                    List.of(
                            NAME,
                            new Slot("strategy", ONE_OF),
                            new Slot("respect", CHOICES),
                            new Slot("cycle", TEXT),
                            new Slot("catchUp", NUMBER),
                            new Slot("countsOwnerAssignments", FLAG),
                            new Slot("creditNoShow", FLAG)),
                    List.of(
                            new Rows(
                                    "members",
                                    List.of(
                                            new Slot("rep", TEXT),
                                            new Slot("weight", NUMBER),
                                            new Slot("priority", NUMBER)),
                                    null),
                            new Rows(
                                    "skillMatch",
                                    List.of(new Slot("skill", TEXT), new Slot("equals", TEXT)),
                                    null)));

    private static final Shape QUEUE =
            new Shape(
                    List.of(
                            NAME,
                            new Slot("type", ONE_OF),
                            new Slot("team", TEXT),
                            new Slot("pull", FLAG),
                            new Slot("acknowledge", TEXT)),
                    List.of());

    private static final Shape TERRITORY =
            new Shape(
                    List.of(
                            NAME,
                            new Slot("parent", TEXT),
                            new Slot("countries", LINES),
                            new Slot("states", LINES),
                            new Slot("postalPrefixes", LINES),
                            new Slot("accounts", LINES)),
                    List.of());

    private static final Shape SEGMENT =
            new Shape(
                    List.of(NAME, new Slot("match", TEXT), new Slot("when", JSON)),
                    List.of(
                            new Rows(
                                    "questions",
                                    List.of(
                                            new Slot("field", TEXT),
                                            new Slot("op", TEXT),
                                            new Slot("value", TEXT)),
                                    null)));

    private static final Shape FIELD =
            new Shape(
                    List.of(
                            NAME,
                            new Slot("type", TEXT),
                            new Slot("requiredForRouting", FLAG),
                            new Slot("sensitive", FLAG),
                            new Slot("mappings", PAIRS)),
                    List.of());

    private static final Shape LIST =
            new Shape(List.of(NAME, new Slot("values", LINES)), List.of());

    private static final Shape ACCOUNT =
            new Shape(
                    List.of(
                            NAME,
                            new Slot("domains", LINES),
                            new Slot("owner", TEXT),
                            new Slot("segment", TEXT),
                            new Slot("lists", CHOICES),
                            new Slot("country", TEXT),
                            new Slot("phones", LINES),
                            new Slot("parent", TEXT),
                            new Slot("externalIds", PAIRS)),
                    List.of());

    private static final Shape SLA =
            new Shape(
                    Stream.concat(
                                    Stream.of(
                                            NAME,
                                            new Slot("time", TEXT),
                                            new Slot("maxHops", NUMBER)),
                                    Arrays.stream(SlaTarget.values())
                                            .map(target -> new Slot("targets." + target, DURATION)))
                            .toList(),
                    List.of(
                            new Rows(
                                    "escalations",
                                    List.of(
                                            new Slot("at", DURATION),
                                            new Slot("target", TEXT),
                                            new Slot("do", TEXT)),
                                    null)));

    private static final Shape TEMPLATE =
            new Shape(
                    List.of(NAME, new Slot("defaultLanguage", TEXT)),
                    List.of(
                            new Rows(
                                    "texts",
                                    List.of(
                                            new Slot("language", TEXT),
                                            new Slot("subject", TEXT),
                                            new Slot("body", LONG_TEXT)),
                                    "language")));

    private static List<Slot> week() {
        return DAYS.stream().map(day -> new Slot("workingHours." + day, INTERVALS)).toList();
    }

    private static List<Slot> with(List<Slot> some, Slot... others) {
        var all = new ArrayList<Slot>(List.of(others));
        all.addAll(some);
        return all;
    }
}
