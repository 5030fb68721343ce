"""What every visit runs: set-up, menu, the page, its foot."""

import streamlit as st

from lstm_viz.ui import class_bar, frame, menu, tour


def main() -> None:
    st.set_page_config(page_title="Understand LSTMs", page_icon="🧠", layout="wide")
    frame.setup()
    frame.come_back()
    page = st.navigation(menu.pages(), position="top")  # the list of pages is in menu.py
    if page.url_path == menu.DEFAULT:  # the default page by its name: it is served at the bare address
        st.switch_page(menu.page(menu.DEFAULT), query_params=st.query_params.to_dict())
    file = menu.file_of(page.title)
    class_bar.draw(file)
    tour.bar(file)
    page.run()
    menu.foot(file)


if __name__ == "__main__":
    main()
