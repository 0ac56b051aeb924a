package io.leaddispatcher.web.lead;

import io.leaddispatcher.application.bulk.Deed;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Words;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.MultiValueMap;

/**
 * Asks before something is done with several leads.
 *
 * @param question how many, and what comes of it
 * @param go on the button
 * @param fields what was sent, to be sent again
 * @param back the address of the list
 */
record BulkQuestion(String question, String go, List<Field> fields, String back) {

    record Field(String name, String value) {}

    private static final List<String> SAID = List.of("back", "deed", "to", "queue", "reason");

    static BulkQuestion of(
            List<LeadId> leads,
            Deed deed,
            MultiValueMap<String, String> sent,
            LeadsFilter wish,
            Words words) {
        var fields = new ArrayList<Field>();
        for (var name : SAID) {
            var value = sent.getFirst(name);
            if (value != null) {
                fields.add(new Field(name, value));
            }
        }
        leads.forEach(lead -> fields.add(new Field("lead", lead.toString())));
        return new BulkQuestion(
                words.say((leads.size() == 1 ? "bulk.one." : "bulk.many.") + deed, leads.size()),
                words.say("bulk.deed." + deed),
                fields,
                wish.address((String) null));
    }
}
