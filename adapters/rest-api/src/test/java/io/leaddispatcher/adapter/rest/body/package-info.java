@NullMarked
package io.leaddispatcher.adapter.rest.body;

import org.jspecify.annotations.NullMarked;
