package io.leaddispatcher.domain.outreach;

import org.jspecify.annotations.Nullable;

/**
 * What a rule has a lead written.
 *
 * @param acknowledge says that it has come in; null: nothing
 * @param sequence begins once the lead is somebody's; null: none
 */
public record Outreach(@Nullable TemplateKey acknowledge, @Nullable SequenceKey sequence) {

    public static final Outreach NONE = new Outreach(null, null);
}
