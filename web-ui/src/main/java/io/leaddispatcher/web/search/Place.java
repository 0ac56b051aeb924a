package io.leaddispatcher.web.search;

import static io.leaddispatcher.domain.access.Permission.ADMINISTER;
import static io.leaddispatcher.domain.access.Permission.CONFIGURE;
import static io.leaddispatcher.domain.access.Permission.CONNECT;
import static io.leaddispatcher.domain.access.Permission.MANAGE_OWN_AVAILABILITY;
import static io.leaddispatcher.domain.access.Permission.OWN;
import static io.leaddispatcher.domain.access.Permission.VIEW_AUDIT;
import static io.leaddispatcher.domain.access.Permission.VIEW_CONFIGURATION;
import static io.leaddispatcher.domain.access.Permission.VIEW_CONNECTIONS;
import static io.leaddispatcher.domain.access.Permission.VIEW_LEADS;
import static io.leaddispatcher.domain.access.Permission.VIEW_OWN_LEADS;
import static io.leaddispatcher.domain.access.Permission.WORK_TEAM_LEADS;

import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.domain.access.Permission;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page to go to, or something to do on one. Its name is the message {@code search.place.<id>};
 * the other words by which people look for it are {@code search.words.<id>}.
 */
enum Place {
    PUBLISH(true, "/policy#publish", "send", CONFIGURE),
    TRY(true, "/policy#try", "flask", VIEW_LEADS),
    NEW_REP(true, "/reps/_new", "plus", CONFIGURE),
    NEW_TEAM(true, "/teams/_new", "plus", CONFIGURE),
    NEW_POOL(true, "/pools/_new", "plus", CONFIGURE),
    NEW_QUEUE(true, "/set-up/queues/_new", "plus", CONFIGURE),
    NEW_TERRITORY(true, "/territories/_new", "plus", CONFIGURE),
    NEW_SEGMENT(true, "/segments/_new", "plus", CONFIGURE),
    NEW_FIELD(true, "/fields/_new", "plus", CONFIGURE),
    NEW_LIST(true, "/lists/_new", "plus", CONFIGURE),
    NEW_ACCOUNT(true, "/accounts/_new", "plus", CONFIGURE),
    NEW_SLA(true, "/sla/_new", "plus", CONFIGURE),
    NEW_TEMPLATE(true, "/templates/_new", "plus", CONFIGURE),
    CONNECT_SLACK(true, "/connections/add/slack", "type-slack", CONNECT),
    CONNECT_HUBSPOT(true, "/connections/add/hubspot", "type-hubspot", CONNECT),
    CONNECT_SALESFORCE(true, "/connections/add/salesforce", "type-salesforce", CONNECT),
    CONNECT_FORM(true, "/connections/add/form", "type-form", CONNECT),
    CONNECT_MAIL(true, "/connections/add/smtp", "type-smtp", CONNECT),
    WAITING(true, "/leads?status=QUEUED", "inbox", WORK_TEAM_LEADS),
    INVITE(true, "/settings", "user", ADMINISTER),
    NEW_TOKEN(true, "/settings/tokens", "key", ADMINISTER),
    BREAK(true, "/me", "pause", MANAGE_OWN_AVAILABILITY),
    PASSWORD(true, "/me/security", "lock", null),

    HOME(false, "/", "home", VIEW_OWN_LEADS),
    LEADS(false, "/leads", "inbox", VIEW_OWN_LEADS),
    MY_DAY(false, "/me", "user", VIEW_OWN_LEADS),
    TASKS(false, "/tasks", "check", VIEW_OWN_LEADS),
    QUEUES(false, "/queues", "clock", VIEW_OWN_LEADS),
    MONITORING(false, "/monitoring", "alert", VIEW_LEADS),
    POLICY(false, "/policy", "route", VIEW_CONFIGURATION),
    HISTORY(false, "/policy/history", "clock", VIEW_CONFIGURATION),
    REPS(false, "/reps", "user", VIEW_CONFIGURATION),
    ANALYTICS(false, "/analytics", "chart", VIEW_LEADS),
    TEAMS(false, "/teams", "user", VIEW_CONFIGURATION),
    POOLS(false, "/pools", "route", VIEW_CONFIGURATION),
    SET_UP_QUEUES(false, "/set-up/queues", "clock", VIEW_CONFIGURATION),
    TERRITORIES(false, "/territories", "route", VIEW_CONFIGURATION),
    SEGMENTS(false, "/segments", "sliders", VIEW_CONFIGURATION),
    FIELDS(false, "/fields", "sliders", VIEW_CONFIGURATION),
    LISTS(false, "/lists", "check", VIEW_CONFIGURATION),
    ACCOUNTS(false, "/accounts", "inbox", VIEW_CONFIGURATION),
    SLA(false, "/sla", "clock", VIEW_CONFIGURATION),
    TEMPLATES(false, "/templates", "mail", VIEW_CONFIGURATION),
    CONNECTIONS(false, "/connections", "plug", VIEW_CONNECTIONS),
    AUDIT(false, "/audit", "lock", VIEW_AUDIT),
    SETTINGS(false, "/settings", "key", ADMINISTER),
    TOKENS(false, "/settings/tokens", "key", ADMINISTER),
    WEBHOOKS(false, "/settings/webhooks", "type-generic", VIEW_CONNECTIONS),
    LOG_IN(false, "/settings/security", "lock", ADMINISTER),
    SSO(false, "/settings/sso", "key", ADMINISTER),
    WORKSPACE(false, "/settings/workspace", "sliders", ADMINISTER),
    DATA(false, "/settings/data", "trash", ADMINISTER),
    PRIVACY(false, "/settings/privacy", "user", ADMINISTER),
    WORKSPACE_FILE(false, "/settings/workspace-file", "copy", ADMINISTER),
    CLOSE(false, "/settings/data/deletion", "trash", OWN),
    SANDBOX(false, "/sandbox", "flask", VIEW_LEADS),
    SECURITY(false, "/me/security", "lock", null),
    WORKSPACES(false, "/workspaces", "chevrons", null),
    API(false, "/docs", "type-generic", null);

    private final boolean act;
    private final String href;
    private final String icon;
    private final @Nullable Permission needed;

    Place(boolean act, String href, String icon, @Nullable Permission needed) {
        this.act = act;
        this.href = href;
        this.icon = icon;
        this.needed = needed;
    }

    /** Whether one goes there to do something. */
    boolean isAct() {
        return act;
    }

    String href() {
        return href;
    }

    String icon() {
        return icon;
    }

    /**
     * Where somebody may go, acts first.
     *
     * @param demo whether messages are kept for them to see
     */
    static List<Place> of(SignedIn who, boolean demo) {
        var actor = who.caller().actor();
        boolean rep = actor.ownRep().isPresent();
        return Arrays.stream(values())
                .filter(place -> place.needed == null || actor.may(place.needed))
                .filter(place -> rep || (place != MY_DAY && place != BREAK))
                .filter(place -> demo || place != SANDBOX)
                .toList();
    }
}
