package io.leaddispatcher.application.policy;

/**
 * One thing that differs between two policies.
 *
 * @param path pointer into the later document, or into the earlier one for what is gone
 * @param text a sentence; names the rule by its id
 */
public record PolicyChange(String path, String text) {}
