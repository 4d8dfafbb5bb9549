/** Actions the workflows use, pinned to the commit of a release: a tag can be moved, a commit cannot. */
export const ACTIONS = {
  checkout: "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0",
  setupNode: "actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444 # v5.0.0",
  setupPython: "actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c # v6.0.0",
  cache: "actions/cache@0057852bfaa89a56745cba8c7296529d2fc39830 # v4.3.0",
  upload: "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2",
  download: "actions/download-artifact@634f93cb2916e3fdff6788551b99b062d0335ce0 # v5.0.0",
  script: "actions/github-script@ed597411d8f924073f98dfc5c65a23a2325f34cd # v8.0.0",
} as const;
