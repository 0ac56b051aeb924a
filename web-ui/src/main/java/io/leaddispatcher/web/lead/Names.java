package io.leaddispatcher.web.lead;

import io.leaddispatcher.web.layout.Words;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to call what documents name by key. A key without a name is shown as it is.
 *
 * @param byKindAndKey {@code rep/mia}: Mia Brandt
 */
public record Names(Map<String, String> byKindAndKey, Words words) {

    private static final String FIELD = "field/";

    /** The words, with the names that the workspace has given to its own fields. */
    static Words naming(Map<String, String> byKindAndKey, Words words) {
        return words.calling(
                byKindAndKey.entrySet().stream()
                        .filter(each -> each.getKey().startsWith(FIELD))
                        .collect(
                                Collectors.toMap(
                                        each -> each.getKey().substring(FIELD.length()),
                                        Map.Entry::getValue)));
    }

    public String rep(String key) {
        return byKindAndKey.getOrDefault("rep/" + key, key);
    }

    /** {@code rep:mia}, {@code team:emea}, {@code channel:C1}, or a person's address. */
    public String recipient(String label) {
        if (label.equals("lead")) {
            return words.say("recipient.lead");
        }
        int colon = label.indexOf(':');
        if (colon < 0) {
            return label;
        }
        var key = label.substring(colon + 1);
        var named = byKindAndKey.get(label.substring(0, colon) + "/" + key);
        return switch (label.substring(0, colon)) {
            case "rep" -> named == null ? key : named;
            case "team" -> words.say("recipient.team", named == null ? key : named);
            case "channel" -> words.say("recipient.channel", key);
            case "crm" -> key;
            case "webhook" -> words.say("recipient.webhook");
            default -> named == null ? label : named;
        };
    }

    String slaPolicy(String key) {
        return byKindAndKey.getOrDefault("sla_policy/" + key, key);
    }

    String template(String key) {
        return byKindAndKey.getOrDefault("template/" + key, key);
    }

    String pool(String key) {
        return byKindAndKey.getOrDefault("pool/" + key, key);
    }

    String queue(String key) {
        return byKindAndKey.getOrDefault("queue/" + key, Words.spelled(key));
    }

    String account(String key) {
        return byKindAndKey.getOrDefault("account/" + key, key);
    }

    /** {@code rep:mia}, {@code member:…}, {@code system} or a provider. */
    String actor(@Nullable String label) {
        if (label == null) {
            return words.say("actor.system");
        }
        return words.actor(label, byKindAndKey.get(label.replaceFirst(":", "/")));
    }
}
