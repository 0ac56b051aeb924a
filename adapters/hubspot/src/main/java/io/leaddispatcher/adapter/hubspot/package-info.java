/** HubSpot: its webhooks come in, contacts and companies are read through its API. */
@NullMarked
package io.leaddispatcher.adapter.hubspot;

import org.jspecify.annotations.NullMarked;
