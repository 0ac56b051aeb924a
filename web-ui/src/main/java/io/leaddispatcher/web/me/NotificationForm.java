package io.leaddispatcher.web.me;

import io.leaddispatcher.domain.notice.NoticeKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.MultiValueMap;

/** Reads what the form about notifications says, into the form of the rep's document. */
final class NotificationForm {

    private NotificationForm() {}

    /** A kind with no way ticked is one of which the rep does not want to hear. */
    static Map<String, Object> document(MultiValueMap<String, String> sent) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (NoticeKind kind : NoticeKind.values()) {
            document.put(
                    kind.property(), List.copyOf(sent.getOrDefault(kind.property(), List.of())));
        }
        if (sent.containsKey("quiet")) {
            document.put(
                    "quietHours",
                    Map.of("from", text(sent, "quietFrom"), "until", text(sent, "quietUntil")));
        }
        if (sent.containsKey("digest")) {
            document.put("digestAt", text(sent, "digestAt"));
        }
        return document;
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        String text = sent.getFirst(name);
        return text == null ? "" : text.strip();
    }
}
