@NullMarked
package io.leaddispatcher.adapter.rest;

import org.jspecify.annotations.NullMarked;
