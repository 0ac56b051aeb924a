package io.leaddispatcher.application.snapshot;

import io.leaddispatcher.domain.outreach.SequenceKey;
import io.leaddispatcher.domain.outreach.TemplateKey;
import io.leaddispatcher.domain.sequence.Sequence;
import io.leaddispatcher.domain.template.MailTemplate;
import java.util.Map;

/**
 * What leads are written.
 *
 * @param workspace its name, as mails say it
 */
public record OutreachConfiguration(
        String workspace,
        Map<TemplateKey, MailTemplate> templates,
        Map<SequenceKey, Sequence> sequences) {

    public OutreachConfiguration {
        templates = Map.copyOf(templates);
        sequences = Map.copyOf(sequences);
    }
}
