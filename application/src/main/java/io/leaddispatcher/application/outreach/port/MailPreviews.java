package io.leaddispatcher.application.outreach.port;

import io.leaddispatcher.domain.dispatch.LeadMail;
import java.util.Map;

/** What mails look like to whoever gets them. */
@FunctionalInterface
public interface MailPreviews {

    /** {@code subject}, {@code text} and {@code html}. */
    Map<String, Object> preview(LeadMail mail);
}
