package io.leaddispatcher.domain.connection;

import com.google.common.collect.ImmutableSet;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What can be connected, and what each needs to know. */
public enum ConnectionType {
    SLACK(
            "slack",
            "signingSecret",
            ImmutableSet.of("botToken"),
            ImmutableSet.of("signingSecret", "clientId", "clientSecret")),
    SMTP(null, null, ImmutableSet.of(), ImmutableSet.of("username", "password")),
    GENERIC("generic", "signingSecret", ImmutableSet.of("signingSecret"), ImmutableSet.of()),
    FORM("forms", null, ImmutableSet.of(), ImmutableSet.of()),
    HUBSPOT(
            "hubspot",
            "clientSecret",
            ImmutableSet.of("clientSecret"),
            ImmutableSet.of("accessToken", "clientId", "refreshToken")),
    SALESFORCE(
            "salesforce",
            null,
            ImmutableSet.of("clientId", "clientSecret"),
            ImmutableSet.of("refreshToken", "privateKey")),
    /** Any system that serves our contract for CRMs. */
    CRM("crm", "signingSecret", ImmutableSet.of("accessToken", "signingSecret"), ImmutableSet.of()),
    CALENDLY("calendly", "signingKey", ImmutableSet.of("signingKey"), ImmutableSet.of()),
    CALCOM("calcom", "secret", ImmutableSet.of("secret"), ImmutableSet.of()),
    VOICE("voice", "authToken", ImmutableSet.of("authToken"), ImmutableSet.of());

    private static final int SHORT_ID = 15;
    private static final int LONG_ID = 18;

    private final @Nullable String hook;
    private final @Nullable String signingSecret;
    private final ImmutableSet<String> requiredSecrets;
    private final ImmutableSet<String> optionalSecrets;

    ConnectionType(
            @Nullable String hook,
            @Nullable String signingSecret,
            ImmutableSet<String> requiredSecrets,
            ImmutableSet<String> optionalSecrets) {
        this.hook = hook;
        this.signingSecret = signingSecret;
        this.requiredSecrets = requiredSecrets;
        this.optionalSecrets = optionalSecrets;
    }

    /** The spelling in documents, such as {@code hubspot}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ConnectionType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /** The part of the path under {@code /hooks}; empty when nothing comes in by this type. */
    public Optional<String> hook() {
        return Optional.ofNullable(hook);
    }

    /** The secret by which deliveries are verified, without which none may be taken. */
    public Optional<String> signingSecret() {
        return Optional.ofNullable(signingSecret);
    }

    /**
     * Under which name the signing secret before the present one is kept for a while. Nobody sends
     * it, so it is none of a document's secrets.
     */
    public Optional<String> previousSigningSecret() {
        return signingSecret()
                .map(name ->
                        "previous" + Character.toUpperCase(name.charAt(0)) + name.substring(1));
    }

    /**
     * What it takes to use a connection and is not there, as the places of it in a document: {@code
     * settings/portalId}, {@code secrets/clientSecret}.
     *
     * @param settings the names of those that there are
     * @param secrets likewise
     */
    public List<String> missing(Set<String> settings, Set<String> secrets) {
        Stream<String> missingSettings =
                settings().stream()
                        .filter(Setting::required)
                        .map(Setting::name)
                        .filter(name -> !settings.contains(name))
                        .map("settings/"::concat);
        Stream<String> missingSecrets =
                requiredSecrets.stream()
                        .filter(name -> !secrets.contains(name))
                        .filter(name ->
                                insteadOf(name).isEmpty() || !secrets.containsAll(insteadOf(name)))
                        .map("secrets/"::concat);
        return Stream.concat(missingSettings, missingSecrets).toList();
    }

    ImmutableSet<String> requiredSecrets() {
        return requiredSecrets;
    }

    ImmutableSet<String> optionalSecrets() {
        return optionalSecrets;
    }

    /**
     * The secrets that do in place of a required one: by them it comes later, by a log-in at the
     * other side, or there is no need of it. Empty when there is no such way.
     */
    ImmutableSet<String> insteadOf(String secret) {
        return switch (this) {
            case SLACK ->
                    secret.equals("botToken")
                            ? ImmutableSet.of("clientId", "clientSecret")
                            : ImmutableSet.of();
            case SALESFORCE ->
                    secret.equals("clientSecret")
                            ? ImmutableSet.of("privateKey")
                            : ImmutableSet.of();
            default -> ImmutableSet.of();
        };
    }

    /** Whether a question that nobody has mapped may fill a field by what it is called. */
    public boolean guesses() {
        return this == CALENDLY || this == CALCOM;
    }

    /**
     * The setting by which the accounts of a CRM are told apart: each counts its records for
     * itself. Empty for what has none.
     */
    public Optional<String> recordsOf() {
        return switch (this) {
            case HUBSPOT -> Optional.of("portalId");
            case SALESFORCE -> Optional.of("organizationId");
            case CRM -> Optional.of("baseUrl");
            case SLACK, SMTP, GENERIC, FORM, CALENDLY, CALCOM, VOICE -> Optional.empty();
        };
    }

    /**
     * Whether ids mean the same records by these settings as by the others. Another address or user
     * of one Salesforce organisation changes nothing of that, nor its id in the long form.
     */
    public boolean hasSameRecords(Map<String, ?> settings, Map<String, ?> others) {
        return recordsOf()
                .filter(name -> !sameAccount(settings.get(name), others.get(name)))
                .isEmpty();
    }

    private boolean sameAccount(@Nullable Object one, @Nullable Object other) {
        if (this == SALESFORCE && one instanceof String id && other instanceof String otherId) {
            return shortId(id).equals(shortId(otherId));
        }
        return ConnectionDocument.same(one, other);
    }

    /** What follows repeats it, for those who do not tell small letters from large ones. */
    private static String shortId(String salesforceId) {
        return salesforceId.length() == LONG_ID
                ? salesforceId.substring(0, SHORT_ID)
                : salesforceId;
    }

    List<Setting> settings() {
        return switch (this) {
            case SLACK ->
                    List.of(
                            Setting.account("teamId", SettingShape.TEXT),
                            Setting.of("defaultChannel", SettingShape.TEXT),
                            Setting.of("repsCreateLeads", SettingShape.FLAG),
                            // What Slack said when the app was added.
                            Setting.of("teamName", SettingShape.TEXT),
                            Setting.of("botUserId", SettingShape.TEXT),
                            Setting.of("scopes", SettingShape.TEXT));
            case SMTP ->
                    List.of(
                            Setting.account("host", SettingShape.HOST).must(),
                            Setting.account("port", SettingShape.PORT),
                            Setting.of("from", SettingShape.MAIL_ADDRESS).must(),
                            Setting.account("startTls", SettingShape.FLAG));
            case FORM ->
                    List.of(
                            Setting.of("allowedOrigins", SettingShape.ORIGINS),
                            Setting.of("redirectUrl", SettingShape.WEB_ADDRESS),
                            Setting.of("mapping", SettingShape.PATHS),
                            Setting.of("honeypot", SettingShape.TEXT));
            case HUBSPOT ->
                    List.of(
                            Setting.account("portalId", SettingShape.IDENTIFIER).must(),
                            Setting.of("appId", SettingShape.IDENTIFIER),
                            Setting.of("acceptLegacySignatures", SettingShape.FLAG),
                            Setting.of("callsPerSecond", SettingShape.PACE),
                            Setting.of("timeZone", SettingShape.TEXT),
                            Setting.of(LookUpLimit.SETTING, SettingShape.LOOK_UP_LIMIT),
                            Setting.of(LeadDefaults.SETTING, SettingShape.LEAD_DEFAULTS),
                            Setting.of("writeBack", SettingShape.FLAG),
                            Setting.of(CrmWriting.FIELDS, SettingShape.CRM_FIELDS),
                            Setting.of(CrmWriting.STATUS_VALUES, SettingShape.CRM_STATUSES),
                            Setting.of(CrmWriting.NOTE, SettingShape.FLAG));
            case SALESFORCE ->
                    List.of(
                            Setting.account("organizationId", SettingShape.TEXT).must(),
                            Setting.account("instanceUrl", SettingShape.WEB_ADDRESS),
                            Setting.account("loginUrl", SettingShape.WEB_ADDRESS),
                            Setting.account("username", SettingShape.TEXT),
                            Setting.of("apiVersion", SettingShape.IDENTIFIER),
                            Setting.of("timeZone", SettingShape.TEXT),
                            Setting.of("poll", SettingShape.FLAG),
                            Setting.of(LookUpLimit.SETTING, SettingShape.LOOK_UP_LIMIT),
                            Setting.of(LeadDefaults.SETTING, SettingShape.LEAD_DEFAULTS),
                            Setting.of("writeBack", SettingShape.FLAG),
                            Setting.of(CrmWriting.FIELDS, SettingShape.CRM_FIELDS),
                            Setting.of(CrmWriting.STATUS_VALUES, SettingShape.CRM_STATUSES),
                            Setting.of(CrmWriting.NOTE, SettingShape.FLAG));
            case CRM ->
                    List.of(
                            Setting.account("baseUrl", SettingShape.WEB_ADDRESS).must(),
                            Setting.of("recordUrl", SettingShape.WEB_ADDRESS),
                            Setting.of("callsPerSecond", SettingShape.PACE),
                            Setting.of(LookUpLimit.SETTING, SettingShape.LOOK_UP_LIMIT),
                            Setting.of(LeadDefaults.SETTING, SettingShape.LEAD_DEFAULTS),
                            Setting.of("writeBack", SettingShape.FLAG),
                            Setting.of(CrmWriting.FIELDS, SettingShape.CRM_FIELDS),
                            Setting.of(CrmWriting.STATUS_VALUES, SettingShape.CRM_STATUSES),
                            Setting.of(CrmWriting.NOTE, SettingShape.FLAG));
            case VOICE -> List.of(Setting.account("accountSid", SettingShape.TEXT).must());
            case CALENDLY, CALCOM -> List.of(Setting.of("mapping", SettingShape.PROPERTIES));
            case GENERIC -> List.of();
        };
    }
}
