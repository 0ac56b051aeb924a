package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be described on pages, in the order of their tabs. */
enum SetupKind {
    REP("reps", "people", "user", ConfigurationKind.REP),
    TEAM("teams", "people", "user", ConfigurationKind.TEAM),
    POOL("pools", "people", "route", ConfigurationKind.POOL),
    QUEUE("queues", "people", "clock", ConfigurationKind.QUEUE),
    TERRITORY("territories", "data", "route", ConfigurationKind.TERRITORY),
    SEGMENT("segments", "data", "sliders", ConfigurationKind.SEGMENT),
    FIELD("fields", "data", "sliders", ConfigurationKind.FIELD),
    LIST("lists", "data", "check", ConfigurationKind.LIST),
    ACCOUNT("accounts", "data", "inbox", ConfigurationKind.ACCOUNT),
    SLA("sla", "data", "clock", ConfigurationKind.SLA_POLICY),
    TEMPLATE("templates", "data", "mail", ConfigurationKind.TEMPLATE);

    private final String path;
    private final String group;
    private final String icon;
    private final ConfigurationKind documents;

    SetupKind(String path, String group, String icon, ConfigurationKind documents) {
        this.path = path;
        this.group = group;
        this.icon = icon;
        this.documents = documents;
    }

    /** What its documents are called in addresses, and in ids for tests: {@code reps}. */
    public String path() {
        return path;
    }

    /** Of its list: {@code /reps} of {@code /reps/mia}. At {@code /queues} is what waits. */
    public String address() {
        return this == QUEUE ? "/set-up/" + path : "/" + path;
    }

    String address(String key) {
        return address() + "/" + key;
    }

    /** The entry of the navigation under which it stands. */
    public String group() {
        return group;
    }

    public String icon() {
        return icon;
    }

    ConfigurationKind documents() {
        return documents;
    }

    /** As message keys and ids for tests spell it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the address of a page, with its first slash. */
    static SetupKind ofAddress(String address) {
        return Arrays.stream(values())
                .filter(kind -> (address + "/").startsWith(kind.address() + "/"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no kind of document at " + address));
    }

    static List<SetupKind> ofGroup(String group) {
        return Arrays.stream(values()).filter(kind -> kind.group.equals(group)).toList();
    }
}
