"""The newsrooms' public pages, feeds and pictures. No sign-in; nothing unpublished."""
